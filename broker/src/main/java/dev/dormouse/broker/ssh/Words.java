package dev.dormouse.broker.ssh;

import dev.dormouse.broker.refusal.Refusal;
import java.io.IOException;
import org.apache.sshd.common.SshException;

/** What we say to a client, made harmless: no control byte of anybody reaches a terminal. */
final class Words {
  private static final int LONGEST = 1000;

  /** What a line of the log needs of somebody's words. */
  private static final int BRIEF = 300;

  private static final String UNDER = "          ";

  private Words() {}

  static String line(String text) {
    return plain(text) + "\r\n";
  }

  static String refusal(Refusal refusal) {
    var lines = new StringBuilder(line("dormouse: " + refusal.headline()));
    refusal.next().forEach(next -> lines.append(line(UNDER + next)));
    return lines.toString();
  }

  static String plain(String text) {
    return plain(text, LONGEST);
  }

  /** For the log: no line of it is anybody's but ours, and none is long. */
  static String brief(String text) {
    return plain(text, BRIEF);
  }

  /** The same error in such words: MINA's quote what a peer said. */
  static Throwable brief(Throwable error) {
    var words = error.getMessage();
    if (words == null || brief(words).equals(words)) {
      return error;
    }
    var plain =
        error instanceof SshException ssh
            ? new SshException(ssh.getDisconnectCode(), brief(words))
            : new IOException(error.getClass().getSimpleName() + ": " + brief(words));
    plain.setStackTrace(error.getStackTrace());
    return plain;
  }

  private static String plain(String text, int longest) {
    var shown = text.length() > longest ? text.substring(0, longest) : text;
    var clean = new StringBuilder(shown.length());
    shown.codePoints().map(Words::harmless).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> codePoint;
    };
  }
}
