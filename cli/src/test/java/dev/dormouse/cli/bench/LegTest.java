package dev.dormouse.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LegTest {
  private static final Instant TYPED = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void togetherTheyAreTheWholeStart() {
    var startup =
        new Startup(at(200), at(210), at(230), at(240), at(700), at(720), at(770), at(771));

    var took = Leg.between(TYPED, startup, at(800));

    assertThat(took)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Leg.LET_IN, Duration.ofMillis(200),
                Leg.CLAIMED, Duration.ofMillis(10),
                Leg.CREATED, Duration.ofMillis(20),
                Leg.SCHEDULED, Duration.ofMillis(10),
                Leg.LISTENING, Duration.ofMillis(480),
                Leg.UPSTREAM, Duration.ofMillis(50),
                Leg.RELAYED, Duration.ofMillis(1),
                Leg.DONE, Duration.ofMillis(29)));
  }

  @Test
  void whatWasNotSeenInThisOrderTookNoTimeOfItsOwn() {
    var startup = new Startup(at(200), at(190), null, at(240), null, at(720), at(770), at(771));

    var took = Leg.between(TYPED, startup, at(800));

    assertThat(took.get(Leg.CLAIMED)).isZero();
    assertThat(took.get(Leg.CREATED)).isZero();
    assertThat(took.get(Leg.SCHEDULED)).isEqualTo(Duration.ofMillis(40));
    assertThat(took.values().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMillis(800));
  }

  private static Instant at(int millis) {
    return TYPED.plusMillis(millis);
  }
}
