package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.reaper.mind.Cpu;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.Policy;
import dev.dormouse.reaper.mind.Seen;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reaper's own fields, and of them those that change. */
class StatusPatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static String patch(String session) {
    Session read =
        YAML.unmarshal(
            "apiVersion: dormouse.dev/v1alpha1\nkind: Session\nmetadata: {name: small}\n" + session,
            Session.class);
    Seen seen = Look.at(read, List.of(), false, _ -> false, new Cpu.NotMeasured());
    Plan plan = Plan.of(seen, Policy.UNKNOWN, NOON);
    SessionStatus told = read.getStatus() == null ? SessionStatus.NEW : read.getStatus();
    return StatusPatch.of(seen, told, plan.note()).toString();
  }

  /** Its broker does; a reaper that did would end the run that has just begun. */
  @Test
  void saysNothingOfHowFarASessionIsThatShallBeAwake() {
    assertThat(patch("spec: {owner: alice, template: small, wanted: Awake, run: r1}"))
        .contains("it is waking")
        .doesNotContain("phase");
  }

  @Test
  void saysThatASessionSleepsWhichHasNeverRun() {
    assertThat(patch("spec: {owner: alice, template: small, wanted: Asleep}"))
        .contains("\"phase\":\"Asleep\"");
  }

  @Test
  void saysWhatIsSoAlreadyNoSecondTime() {
    assertThat(
            patch(
                """
                spec: {owner: alice, template: small, wanted: Asleep}
                status:
                  phase: Asleep
                  run: ""
                  cost: {podSecondsUsed: 0, podSecondsSaved: 0, countedTo: "2026-11-21T12:00:00Z"}
                """))
        .isEqualTo("{}");
  }
}
