package dev.dormouse.broker.login;

import java.util.List;

/**
 * Text as a person may see it in a terminal: only what a keyboard has, and not much of it. Somebody
 * else chose it, and a terminal obeys some bytes.
 */
final class Shown {
  private static final int LONGEST = 40;
  private static final int LONGEST_FINGERPRINT = 50;
  private static final int MOST = 8;

  private Shown() {}

  /** Every other character as a {@code ?}, and the end left out. */
  static String text(String text) {
    boolean whole = text.length() <= LONGEST;
    var shown = new StringBuilder(LONGEST);
    text.substring(0, whole ? text.length() : LONGEST - 3)
        .chars()
        .forEach(c -> shown.append(isPlain(c) ? (char) c : '?'));
    return whole ? shown.toString() : shown.append("...").toString();
  }

  static String quoted(String text) {
    return '"' + text(text) + '"';
  }

  /** A fingerprint is a little longer than the rest. */
  static String fingerprint(String text) {
    return text.length() <= LONGEST_FINGERPRINT && text.chars().allMatch(Shown::isPlain)
        ? text
        : text(text);
  }

  /** {@code small, work and 3 more}. */
  static String list(List<String> names) {
    if (names.size() <= MOST) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
  }

  static boolean isPlain(int c) {
    return c >= ' ' && c <= '~';
  }
}
