package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
  private final AtomicLong nanos = new AtomicLong(42);
  private Duration jumped = Duration.ZERO;
  private final SteadyClock clock =
      new SteadyClock(() -> NINE.plusNanos(nanos.get() - 42).plus(jumped), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void tellsTheTime() {
    pass(Duration.ofHours(5));
    assertThat(clock.instant()).isEqualTo(NINE.plus(Duration.ofHours(5)));
  }

  @ParameterizedTest
  @ValueSource(longs = {3600, 86_400L * 365, -3600, -86_400L * 365})
  void aClockThatJumpsIsFollowedSlowly(long seconds) {
    jumped = Duration.ofSeconds(seconds);
    for (int minute = 0; minute < 60; minute++) {
      pass(Duration.ofMinutes(1));
      var _ = clock.instant();
    }
    Duration told = Duration.between(NINE, clock.instant());
    assertThat(told).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
  }

  @Test
  void intheEndItAgreesWithTheRealOne() {
    jumped = Duration.ofMinutes(5);
    for (int minute = 0; minute < 60; minute++) {
      pass(Duration.ofMinutes(1));
      var _ = clock.instant();
    }
    assertThat(clock.instant()).isEqualTo(NINE.plus(Duration.ofMinutes(65)));
  }
}
