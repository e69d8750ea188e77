package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is thought gone, by this machine's own clock and on a healthy watch alone. */
class LeasesTest {
  private static final Duration LENGTH = Duration.ofSeconds(40);
  private final AtomicLong nanos = new AtomicLong();
  private final Leases leases = new Leases(nanos::get);

  /** The own lease is renewed every three seconds. */
  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      if (second % 3 == 0) {
        leases.pulse();
      }
    }
  }

  @Test
  void whoRenewsLives() {
    for (int time = 0; time < 100; time++) {
      leases.renewed("a", "renewed " + time, LENGTH);
      pass(10);
      assertThat(leases.gone("a")).isFalse();
    }
  }

  @Test
  void whoDoesNotForTheWholeLengthIsGone() {
    leases.renewed("a", "then", LENGTH);
    pass(40);
    assertThat(leases.gone("a")).isFalse();
    pass(2);
    assertThat(leases.gone("a")).isTrue();
    leases.renewed("a", "now", LENGTH);
    assertThat(leases.gone("a")).isFalse();
  }

  @Test
  void theSameLeaseHeardAgainIsNoRenewal() {
    leases.renewed("a", "then", LENGTH);
    pass(30);
    leases.renewed("a", "then", LENGTH);
    pass(12);
    assertThat(leases.gone("a")).isTrue();
  }

  @Test
  void whoNeverHadOneCountsFromTheFirstQuestion() {
    assertThat(leases.gone("a")).isFalse();
    pass(41);
    assertThat(leases.gone("a")).isTrue();
  }

  @Test
  void anOutageOfAnHourEndsNobody() {
    leases.renewed("a", "then", LENGTH);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(leases.gone("a")).as("nothing was heard, the own lease neither").isFalse();
    leases.pulse();
    assertThat(leases.gone("a")).as("heard again: all begins anew").isFalse();
    pass(42);
    assertThat(leases.gone("a")).isTrue();
  }
}
