package dev.dormouse.embedded.api.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How long ago something was, as kubectl says it: 45s, 5m2s, 3h, 2d4h. */
final class Age {
  private Age() {}

  static String of(String timestamp, Instant now) {
    if (timestamp.isEmpty()) {
      return "<unknown>";
    }
    try {
      return words(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now));
    } catch (DateTimeException _) {
      return "<invalid>";
    }
  }

  static String words(Duration age) {
    var seconds = Math.max(0, age.toSeconds());
    var minutes = seconds / 60;
    var hours = minutes / 60;
    var days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    } else if (minutes < 10) {
      return two(minutes, "m", seconds % 60, "s");
    } else if (hours < 3) {
      return minutes + "m";
    } else if (hours < 8) {
      return two(hours, "h", minutes % 60, "m");
    } else if (hours < 48) {
      return hours + "h";
    } else if (days < 8) {
      return two(days, "d", hours % 24, "h");
    } else if (days < 2 * 365) {
      return days + "d";
    } else if (days < 8 * 365) {
      return two(days / 365, "y", days % 365, "d");
    }
    return days / 365 + "y";
  }

  private static String two(long big, String unit, long small, String smallUnit) {
    return small == 0 ? big + unit : big + unit + small + smallUnit;
  }
}
