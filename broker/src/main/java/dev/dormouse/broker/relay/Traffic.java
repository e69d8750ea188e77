package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * How many bytes of a connection somebody can have meant: what is in its channels, and what was
 * asked for. Keepalives, windows, answers and the end of channels go by themselves, and are none.
 * What is typed in a terminal is somebody's hands, and weighs more than any bound. The event loop
 * alone counts; anybody may ask.
 */
public final class Traffic {
  /** OpenSSH's keepalive@openssh.com, and those of others. */
  private static final byte[] KEEPALIVE = "keepalive@".getBytes(StandardCharsets.US_ASCII);

  /** RFC 4254, 5.2: before the data are the channel and the length; or the kind as well. */
  private static final int BEFORE_DATA = 2 * Integer.BYTES;

  private static final int BEFORE_EXTENDED_DATA = 3 * Integer.BYTES;

  /** What a message that was typed weighs: no bound is higher, and no life has so many of them. */
  static final long TYPED = 1L << 32;

  /** RFC 4254, 6.2: what makes a channel a terminal. */
  private static final byte[] TERMINAL = "pty-req".getBytes(StandardCharsets.US_ASCII);

  /** A pod's sshd has fewer; of a client that claims more the rest count by their bytes. */
  private static final int MOST_TERMINALS = 1000;

  private final AtomicLong bytes = new AtomicLong();

  /** The client's terminals, by the pod's numbers of their channels. */
  private final Set<Long> terminals = new HashSet<>();

  void countFromPod(int number, Buffer message) {
    add(of(number, message));
  }

  void countFromClient(int number, Buffer message) {
    add(isTyped(number, message) ? TYPED : of(number, message));
  }

  private boolean isTyped(int number, Buffer message) {
    if (message.available() < Integer.BYTES) {
      return false;
    }
    long channel = message.rawUInt(message.rpos());
    switch (number) {
      case SshConstants.SSH_MSG_CHANNEL_REQUEST -> {
        if (begins(message, Integer.BYTES, TERMINAL) && terminals.size() < MOST_TERMINALS) {
          terminals.add(channel);
        }
      }
      case SshConstants.SSH_MSG_CHANNEL_CLOSE -> terminals.remove(channel);
      case SshConstants.SSH_MSG_CHANNEL_DATA -> {
        return terminals.contains(channel);
      }
      default -> {}
    }
    return false;
  }

  /** One writer needs no more than that others see it soon. */
  private void add(long more) {
    if (more > 0) {
      bytes.setRelease(bytes.getPlain() + more);
    }
  }

  /** All that was counted so far: only for comparing. */
  public long bytes() {
    return bytes.getAcquire();
  }

  /** Of one message, as a service gets it: behind its number. */
  static int of(int number, Buffer message) {
    int all = message.available();
    return switch (number) {
      case SshConstants.SSH_MSG_CHANNEL_DATA -> Math.max(0, all - BEFORE_DATA);
      case SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA -> Math.max(0, all - BEFORE_EXTENDED_DATA);
      case SshConstants.SSH_MSG_CHANNEL_OPEN -> all;
      case SshConstants.SSH_MSG_CHANNEL_REQUEST -> isKeepalive(message, Integer.BYTES) ? 0 : all;
      case SshConstants.SSH_MSG_GLOBAL_REQUEST -> isKeepalive(message, 0) ? 0 : all;
      default -> 0;
    };
  }

  /** Does the name that stands this far in begin as a keepalive's? */
  private static boolean isKeepalive(Buffer message, int before) {
    return begins(message, before, KEEPALIVE);
  }

  private static boolean begins(Buffer message, int before, byte[] wanted) {
    int name = before + Integer.BYTES;
    if (message.available() < name + wanted.length) {
      return false;
    }
    int at = message.rpos() + name;
    return Arrays.equals(message.array(), at, at + wanted.length, wanted, 0, wanted.length);
  }
}
