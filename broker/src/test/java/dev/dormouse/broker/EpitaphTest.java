package dev.dormouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.crds.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpitaphTest {
  private static String of(Phase phase, boolean awake, String why) {
    return of(phase, awake, why, "");
  }

  private static String of(Phase phase, boolean awake, String why, String taken) {
    var usual = Particulars.none("small");
    var more =
        new Particulars(
            usual.made(),
            usual.leaving(),
            usual.open(),
            usual.since(),
            usual.sleepsAt(),
            usual.idleSince(),
            usual.keptUntil(),
            why,
            usual.used(),
            usual.saved(),
            usual.countedTo(),
            usual.notes());
    var session = new Owned("alice", "small", "small", phase, awake, "no image (DM-IMAGE)", more);
    var house = new House(Map.of(), Map.of(), Map.of("alice", List.of(session)));
    return Epitaph.of(house, "alice", "small", taken);
  }

  @Test
  void whoWasInIsToldWhyItEnded() {
    assertThat(of(Phase.FALLING_ASLEEP, false, "somebody put it to sleep"))
        .isEqualTo("small went to sleep: somebody put it to sleep");
    assertThat(of(Phase.AWAKE, false, "1 connection is open")).isEqualTo("small went to sleep");
    assertThat(of(Phase.FAILED, true, "")).isEqualTo("small failed: no image (DM-IMAGE)");
    assertThat(Epitaph.of(House.EMPTY, "alice", "small", "")).isEqualTo("small was removed");
  }

  @Test
  void ofASessionThatIsAwakeNothingIsSaid() {
    assertThat(of(Phase.AWAKE, true, "1 connection is open")).isEmpty();
  }

  @Test
  void whatThePodSaysIsSaidBeforeTheReaperDoes() {
    var said = "small went to sleep: the cluster took its place";
    var taken = "the cluster took its place";
    assertThat(of(Phase.AWAKE, true, "1 connection is open", taken)).isEqualTo(said);
    assertThat(of(Phase.AWAKE, false, "1 connection is open", taken)).isEqualTo(said);
    assertThat(of(Phase.FALLING_ASLEEP, false, "somebody put it to sleep", taken))
        .isEqualTo("small went to sleep: somebody put it to sleep");
  }
}
