package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the use of a session is worth a write. */
@Tag("D2")
final class UsageTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final long ENOUGH = 1000;

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  @Test
  void aTrickleIsNoUse() {
    var usage = Usage.NONE;
    for (int second = 0; second < 3600; second += 2) {
      usage = usage.seen(at(second), second * 15L, ENOUGH);
      assertThat(usage.worthWriting(at(second), HALF_AN_HOUR)).isFalse();
    }
  }

  @Test
  void enoughInAMinuteIsUseAndItsTimeIsThatOfTheLastByte() {
    var usage =
        Usage.NONE.seen(at(0), 0, ENOUGH).seen(at(2), 999, ENOUGH).seen(at(40), 1000, ENOUGH);

    assertThat(usage.worthWriting(at(40), HALF_AN_HOUR)).isTrue();
    assertThat(usage.active()).isEqualTo(at(40));
    usage = usage.seen(at(50), 1000, ENOUGH);
    assertThat(usage.active()).isEqualTo(at(40));
  }

  @Test
  void whatMovedBeforeTheFirstLookCounts() {
    assertThat(Usage.NONE.seen(at(0), ENOUGH, ENOUGH).active()).isEqualTo(at(0));
  }

  @Test
  void whatMovedMoreThanAMinuteAgoIsForgotten() {
    var usage = Usage.NONE.seen(at(0), 0, ENOUGH).seen(at(2), 999, ENOUGH);
    for (int second = 4; second < 70; second += 2) {
      usage = usage.seen(at(second), 999, ENOUGH);
    }

    assertThat(usage.seen(at(70), 1001, ENOUGH).active()).isEqualTo(Instant.MIN);
    assertThat(usage.minute()).hasSizeLessThan(35);
  }

  @Test
  void itIsWrittenOnceInATenthOfTheIdleTime() {
    var usage = Usage.NONE;
    int written = 0;
    for (int second = 0; second <= 1800; second += 2) {
      usage = usage.seen(at(second), second * ENOUGH, ENOUGH);
      if (usage.worthWriting(at(second), HALF_AN_HOUR)) {
        written++;
        usage = usage.wrote(usage.active(), at(second));
      }
    }

    assertThat(written).isEqualTo(10);
  }

  @Test
  void neverMoreOftenThanEveryTenSeconds() {
    var idleAfter = Duration.ofSeconds(20);
    var usage = Usage.NONE.seen(at(0), ENOUGH, ENOUGH).wrote(at(0), at(0));
    usage = usage.seen(at(8), 2 * ENOUGH, ENOUGH);

    assertThat(usage.worthWriting(at(9), idleAfter)).isFalse();
    assertThat(usage.worthWriting(at(10), idleAfter)).as("a late write isn't lost").isTrue();
    assertThat(usage.active()).isEqualTo(at(8));
  }

  @Test
  void whatWasOursIsNoUse() {
    var usage = Usage.NONE.seen(at(0), 500, ENOUGH).without(at(2), 5000);

    assertThat(usage.seen(at(4), 5100, ENOUGH).active()).isEqualTo(Instant.MIN);
    assertThat(usage.seen(at(4), 5500, ENOUGH).active()).isEqualTo(at(4));
  }
}
