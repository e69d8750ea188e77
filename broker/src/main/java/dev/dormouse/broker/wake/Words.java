package dev.dormouse.broker.wake;

import java.time.Duration;

/** Foreign text and plain numbers, made fit for a sentence. */
public final class Words {
  private static final int LONGEST = 200;

  private Words() {}

  /** One line, without control characters, without a full stop, not too long. */
  public static String brief(String text) {
    String line =
        text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ")
            .strip()
            .replaceAll("[.:]+$", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + " ...";
  }

  /** {@code 10 minutes}, {@code 90 s}. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 120 || seconds % 60 != 0) {
      return seconds + " s";
    }
    return seconds % 3600 == 0 && seconds > 3600
        ? seconds / 3600 + " hours"
        : seconds / 60 + " minutes";
  }
}
