package dev.dormouse.broker.desk;

import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moments and spans, as people write and read them. */
final class Times {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 1h30m}; nothing when it is none, or no time at all. */
  static Optional<Duration> span(String text) {
    return Optional.of(text)
        .filter(it -> !it.isEmpty() && SPAN.matcher(it).matches())
        .map(Span::parse)
        .filter(Duration::isPositive);
  }

  /** {@code 18:40 UTC}, with its date when that isn't today's. */
  static String moment(Instant at, Instant now) {
    return (day(at).equals(day(now)) ? CLOCK : WHOLE).format(at);
  }

  /** {@code since 14:10 UTC}, {@code since yesterday}, {@code since 2026-11-18}. */
  static String since(Instant at, Instant now) {
    LocalDate day = day(at);
    if (day.equals(day(now))) {
      return "since " + CLOCK.format(at);
    }
    return "since " + (day.equals(day(now).minusDays(1)) ? "yesterday" : day);
  }

  /** {@code 2 days 3 hours}: the two greatest units that matter. */
  static String words(Duration span) {
    List<String> words = new ArrayList<>();
    add(words, span.toDays(), "day");
    add(words, span.toHoursPart(), "hour");
    add(words, span.toMinutesPart(), "minute");
    add(words, span.toSecondsPart(), "second");
    return words.isEmpty()
        ? "no time"
        : String.join(" ", words.subList(0, Math.min(2, words.size())));
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
