package dev.dormouse.broker.config;

import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations and flags among the settings. */
final class Choices {
  private Choices() {}

  static Duration span(Given given, Duration least, Duration most) throws BadConfig {
    if (!given.text().matches("([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?")) {
      throw given.bad();
    }
    try {
      var span = Span.parse(given.text());
      if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
        throw given.bad();
      }
      return span;
    } catch (DateTimeParseException _) {
      throw given.bad();
    }
  }

  static boolean flag(Given given) throws BadConfig {
    return switch (given.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw given.bad();
    };
  }

  /** As {@link Span} reads it. */
  static String text(Duration span) {
    var parts = new StringBuilder();
    part(parts, span.toHours(), 'h');
    part(parts, span.toMinutesPart(), 'm');
    part(parts, span.toSecondsPart(), 's');
    return parts.isEmpty() ? "0s" : parts.toString();
  }

  private static void part(StringBuilder parts, long number, char unit) {
    if (number > 0) {
      parts.append(number).append(unit);
    }
  }
}
