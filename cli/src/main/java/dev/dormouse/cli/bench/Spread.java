package dev.dormouse.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What several times of one kind come to.
 *
 * @param sorted the times, the shortest first
 */
record Spread(List<Duration> sorted) {
  Spread {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = sorted.stream().sorted().toList();
  }

  static <T> Spread of(List<T> all, Function<T, Duration> time) {
    return new Spread(all.stream().map(time).toList());
  }

  /** What half of them don't exceed. */
  Duration p50() {
    return within(0.5);
  }

  /** What nearly all of them don't exceed; the longest, where there are fewer than a hundred. */
  Duration p99() {
    return within(0.99);
  }

  private Duration within(double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
