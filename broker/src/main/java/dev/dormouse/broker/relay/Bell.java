package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * How a program in a session asks for the broker: it prints {@code ESC ] 5379 ; dormouse ; TOKEN
 * BEL} to a terminal by which somebody is logged in. Terminals pass over such a sequence, and it is
 * passed on to them like all else. Since any file that is shown could hold one, it says no more
 * than that a wish lies in the pod, and where.
 */
public final class Bell {
  /** For who hears none. */
  public static final Bell UNHEARD = new Bell(_ -> {});

  /** A program writes it at once, so it comes in a message with little else. */
  private static final int LARGEST = 2 << 10;

  /** RFC 4254, 5.2: before the data are the channel and the length. */
  private static final int BEFORE_DATA = 2 * Integer.BYTES;

  private static final byte[] BEGIN = "\u001b]5379;dormouse;".getBytes(StandardCharsets.US_ASCII);
  private static final byte END = 7;
  private static final int SHORTEST_TOKEN = 8;
  private static final int LONGEST_TOKEN = 32;

  private final Consumer<String> heard;

  /**
   * Somebody hears it.
   *
   * @param heard is given the token, on the event loop
   */
  public Bell(Consumer<String> heard) {
    this.heard = heard;
  }

  /** Looks at a pod's message. */
  void listen(int number, Buffer message) {
    if (number == SshConstants.SSH_MSG_CHANNEL_DATA && message.available() <= LARGEST) {
      token(message.array(), message.rpos() + BEFORE_DATA, message.wpos()).ifPresent(heard);
    }
  }

  private static Optional<String> token(byte[] bytes, int from, int to) {
    for (int at = from; at < to - BEGIN.length; at++) {
      if (bytes[at] == BEGIN[0]
          && Arrays.equals(bytes, at, at + BEGIN.length, BEGIN, 0, BEGIN.length)) {
        return tokenAt(bytes, at + BEGIN.length, to);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tokenAt(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isPlain(bytes[at])) {
      at++;
    }
    int length = at - from;
    return at < to && bytes[at] == END && length >= SHORTEST_TOKEN && length <= LONGEST_TOKEN
        ? Optional.of(new String(bytes, from, length, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private static boolean isPlain(byte one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
  }
}
