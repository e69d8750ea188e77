package dev.dormouse.crds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A duration as people write it in a resource: {@code 45s}, {@code 30m}, {@code 1h30m}. */
public final class Span {
  static final int LONGEST = 16;
  static final String RULE =
      "self.matches('^([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?$')"
          + " && duration(self) >= duration('1s') && duration(self) <= duration('8760h')";
  static final String SENTENCE =
      "a duration is hours, minutes and seconds like 45s, 30m, 8h or 1h30m, from 1s to 8760h (a"
          + " year)";

  private Span() {}

  /**
   * {@code 1h30m} as a {@link Duration}.
   *
   * @throws java.time.format.DateTimeParseException if it is none; the API server lets none in
   */
  public static Duration parse(String span) {
    return Duration.parse("PT" + span.toUpperCase(Locale.ROOT));
  }

  /** As people say it: {@code 1 hour 30 minutes}. */
  public static String words(Duration length) {
    List<String> words = new ArrayList<>();
    add(words, length.toHours(), "hour");
    add(words, length.toMinutesPart(), "minute");
    add(words, length.toSecondsPart(), "second");
    return String.join(" ", words);
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
