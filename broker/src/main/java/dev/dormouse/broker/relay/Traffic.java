package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * How many bytes of a connection somebody can have meant: what is in its channels, and what was
 * asked for. Keepalives, windows, answers and the end of channels go by themselves, and are none.
 * The event loop alone counts; anybody may ask.
 */
public final class Traffic {
  /** OpenSSH's keepalive@openssh.com, and those of others. */
  private static final byte[] KEEPALIVE = "keepalive@".getBytes(StandardCharsets.US_ASCII);

  /** RFC 4254, 5.2: before the data are the channel and the length; or the kind as well. */
  private static final int BEFORE_DATA = 2 * Integer.BYTES;

  private static final int BEFORE_EXTENDED_DATA = 3 * Integer.BYTES;

  private final AtomicLong bytes = new AtomicLong();

  /** One writer needs no more than that others see it soon. */
  void count(int number, Buffer message) {
    int more = of(number, message);
    if (more > 0) {
      bytes.setRelease(bytes.getPlain() + more);
    }
  }

  /** All that was counted so far. */
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
    int name = before + Integer.BYTES;
    if (message.available() < name + KEEPALIVE.length) {
      return false;
    }
    int at = message.rpos() + name;
    return Arrays.equals(
        message.array(), at, at + KEEPALIVE.length, KEEPALIVE, 0, KEEPALIVE.length);
  }
}
