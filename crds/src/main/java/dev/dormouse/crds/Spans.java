package dev.dormouse.crds;

import java.time.Duration;
import java.util.Locale;

/** Reads durations as the resources spell them. */
public final class Spans {
  private Spans() {}

  /**
   * {@code 1h30m} as a {@link Duration}.
   *
   * @throws java.time.format.DateTimeParseException if it is none; the API server lets none in
   */
  public static Duration parse(String span) {
    return Duration.parse("PT" + span.toUpperCase(Locale.ROOT));
  }
}
