package dev.dormouse.embedded.node;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How Kubernetes writes a time: in whole seconds. */
final class Moment {
  private Moment() {}

  static String of(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
