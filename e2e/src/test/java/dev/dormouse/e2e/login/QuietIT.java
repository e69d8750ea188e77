package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.any;
import static dev.dormouse.e2e.proxy.Matching.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.proxy.Verb;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a house full of sleepers costs the API server. */
@InAHouse
final class QuietIT {
  private static final int SLEEPERS = Integer.getInteger("sleepers", 1000);
  private static final int HANDS = 8;

  @Test
  void aHouseFullOfSleepersCostsNextToNoCalls(House house) throws Exception {
    house.template("small");
    house.user("alice");
    Abreast.each(
        HANDS,
        hand -> {
          for (int session = hand; session < SLEEPERS; session += HANDS) {
            house
                .sessions("alice")
                .create(
                    """
                    apiVersion: dormouse.dev/v1alpha1
                    kind: Session
                    metadata: {name: s%d}
                    spec: {owner: alice, template: small}
                    """
                        .formatted(session))
                .object();
          }
          return hand;
        });
    house.reaperBehindProxy("reaper-a");
    var counts = house.proxy().counts();
    var notes = matching(Verb.PATCH, "sessions/status").in(house.of("alice"));
    Eventually.holds("each was noted once", () -> counts.count(notes) >= SLEEPERS);
    Thread.sleep(Duration.ofSeconds(3));
    assertThat(counts.count(notes)).isLessThan(SLEEPERS + SLEEPERS / 10);

    counts.clear();
    Thread.sleep(Duration.ofSeconds(20));

    // Its own lease, every three seconds; what a watch asks anew; and nothing for a session.
    assertThat(counts.count(notes)).isZero();
    assertThat(counts.count(any())).as("%s", counts.calls(any())).isLessThan(40);
  }
}
