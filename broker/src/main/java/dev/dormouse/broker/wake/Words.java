package dev.dormouse.broker.wake;

import java.time.Duration;

/** Plain numbers, made fit for a sentence. */
final class Words {
  private Words() {}

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
