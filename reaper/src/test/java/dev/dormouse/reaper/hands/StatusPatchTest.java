package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import dev.dormouse.reaper.mind.Cpu;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.Policy;
import dev.dormouse.reaper.mind.Seen;
import dev.dormouse.reaper.mind.Verdict;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reaper's own fields, and of them those that change. */
class StatusPatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static Session session(Wanted wanted, String run) {
    Session session = new Session();
    session.setMetadata(new ObjectMeta());
    session.setSpec(new SessionSpec("alice", "small", null, null, wanted, run, null));
    session.setStatus(SessionStatus.NEW);
    return session;
  }

  private static String patch(Session session) {
    Seen seen = Look.at(session, List.of(), false, _ -> false, new Cpu.NotMeasured());
    Plan plan = Plan.of(seen, Policy.UNKNOWN, NOON);
    return StatusPatch.of(seen, Verdict.FOREVER, List.of(), plan.note()).toString();
  }

  /** Its broker does; a reaper that did would end the run that has just begun. */
  @Test
  void sayNothingOfHowFarASessionIsThatShallBeAwake() {
    assertThat(patch(session(Wanted.AWAKE, "r1"))).contains("it is waking").doesNotContain("phase");
  }

  @Test
  void sayThatASessionSleepsWhichHasNeverRun() {
    assertThat(patch(session(Wanted.ASLEEP, null))).contains("\"phase\":\"Asleep\"");
  }

  @Test
  void saysWhatIsSoAlreadyNoSecondTime() {
    Session asleep = session(Wanted.ASLEEP, null);
    asleep.setStatus(
        new SessionStatus(
            Phase.ASLEEP,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new SessionStatus.Cost(0, 0, NOON),
            null));
    assertThat(patch(asleep)).doesNotContain("cost", "why", "sleepsAt");
  }
}
