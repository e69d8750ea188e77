package dev.dormouse.broker.ssh;

import dev.dormouse.broker.refusal.Refusal;

/** What we say to a client, made harmless: no control byte of anybody reaches a terminal. */
final class Words {
  private static final int LONGEST = 1000;
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
    var shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
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
