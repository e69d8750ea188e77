package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Session;
import dev.dormouse.reaper.mind.Cpu;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.Policy;
import dev.dormouse.reaper.mind.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How late sessions fall asleep. */
class NightsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final String UNUSED =
      """
      spec: {owner: alice, template: small, wanted: Awake, run: r1}
      status:
        phase: Awake
        run: r1
        sleepsAt: "2026-11-21T11:59:50Z"
        use: {run: r1, since: "2026-11-21T09:00:00Z", lastUsed: "2026-11-21T11:29:50Z", up: true, heard: "1"}
      """;

  private static final String ASLEEP =
      "spec: {owner: alice, template: small, wanted: Asleep, run: r1}\n";

  private final Nights nights = new Nights();

  private Optional<Duration> look(String session, boolean pod, int seconds) {
    Session read =
        YAML.unmarshal(
            "apiVersion: dormouse.dev/v1alpha1\nkind: Session\nmetadata: {name: small, uid: u1}\n"
                + session,
            Session.class);
    List<Pod> pods =
        pod
            ? List.of(
                YAML.unmarshal(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: small-r1, uid: p1, labels: {dormouse.dev/run: r1}}
                    status:
                      phase: Running
                      containerStatuses: [{name: session, state: {running: {}}}]
                    """,
                    Pod.class))
            : List.of();
    Instant now = NOON.plusSeconds(seconds);
    Seen seen = Look.at(read, pods, false, _ -> false, new Cpu.NotMeasured());
    return nights.look(read, seen, Plan.of(seen, Policy.UNKNOWN, now), now);
  }

  @Test
  void countsFromWhatPeopleWereToldToTheEndOfThePod() {
    assertThat(look(UNUSED, true, 0)).isEmpty();
    assertThat(look(ASLEEP, true, 2)).isEmpty();
    assertThat(look(ASLEEP, false, 5)).contains(Duration.ofSeconds(15));
    assertThat(look(ASLEEP, false, 6)).as("once").isEmpty();
  }

  @Test
  void whatSomebodyPutsToSleepCountsFromTheFirstLook() {
    assertThat(look(ASLEEP, true, 0)).isEmpty();
    assertThat(look(ASLEEP, true, 2)).isEmpty();
    assertThat(look(ASLEEP, false, 3)).contains(Duration.ofSeconds(3));
  }

  @Test
  void whatIsAwakeAgainIsForgotten() {
    assertThat(look(ASLEEP, true, 0)).isEmpty();
    assertThat(look(ASLEEP.replace("Asleep", "Awake"), true, 1)).isEmpty();
    assertThat(look(ASLEEP, false, 9)).isEmpty();
  }

  @Test
  void aSessionThatHasLongSleptIsNoNews() {
    assertThat(look(ASLEEP, false, 0)).isEmpty();
  }
}
