package dev.dormouse.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How late somebody is who should come every second. */
class LatenessTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Lateness lateness = new Lateness(Duration.ofSeconds(1), 3, 0);

  @Test
  void whoComesInTimeIsNotLate() {
    lateness.comes(SECOND);
    lateness.comes(2 * SECOND);
    assertThat(lateness.worst(2 * SECOND + SECOND / 2)).isZero();
  }

  @Test
  void theWorstIsRememberedForAWhile() {
    lateness.comes(5 * SECOND);
    assertThat(lateness.worst(5 * SECOND)).isEqualTo(Duration.ofSeconds(4));
    lateness.comes(6 * SECOND);
    lateness.comes(7 * SECOND);
    assertThat(lateness.worst(7 * SECOND)).isEqualTo(Duration.ofSeconds(4));
    lateness.comes(8 * SECOND);
    assertThat(lateness.worst(8 * SECOND)).isZero();
  }

  @Test
  void whoDoesNotComeAtAllIsLateMeanwhile() {
    assertThat(lateness.worst(31 * SECOND)).isEqualTo(Duration.ofSeconds(30));
  }
}
