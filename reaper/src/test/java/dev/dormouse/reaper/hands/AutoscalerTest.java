package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private static final Instant NOW = Instant.parse("2026-03-16T21:55:00Z");

  /** As the cluster autoscaler writes it since 1.30. */
  private static final String STATUS =
      """
      autoscalerStatus: Running
      clusterWide:
        health:
          lastProbeTime: "2026-03-16T21:50:43Z"
          lastTransitionTime: "2026-03-12T21:28:08Z"
          status: Healthy
        scaleUp:
          status: NoActivity
      nodeGroups:
      - health:
          cloudProviderTarget: 1
          maxSize: 1
          minSize: 1
          status: Healthy
        name: full
      - health:
          cloudProviderTarget: 2
          maxSize: 3
          minSize: 0
          status: Healthy
        name: workers
      time: 2026-03-16 21:50:43.012080408 +0000 UTC
      """;

  @Test
  void growsWhileAGroupIsSmallerThanItMayBe() {
    assertThat(Autoscaler.grows(STATUS, NOW)).isTrue();
    assertThat(Autoscaler.grows(STATUS.replace("maxSize: 3", "maxSize: 2"), NOW)).isFalse();
  }

  @Test
  void oneThatHasntProbedForLongIsNoMore() {
    assertThat(Autoscaler.grows(STATUS, NOW.plusSeconds(600))).isFalse();
    assertThat(Autoscaler.grows(STATUS.replace("lastProbeTime", "other"), NOW)).isFalse();
  }

  @Test
  void oneThatIsNotUpYetAddsNothing() {
    assertThat(Autoscaler.grows(STATUS.replace("Running", "Initializing"), NOW)).isFalse();
  }

  @Test
  void whatIsNoYamlOfItsIsNoPromise() {
    assertThat(Autoscaler.grows("", NOW)).isFalse();
    assertThat(Autoscaler.grows("Cluster-autoscaler status at 2020:\n\tHealth: ok: {", NOW))
        .isFalse();
    assertThat(Autoscaler.grows("- 1", NOW)).isFalse();
  }
}
