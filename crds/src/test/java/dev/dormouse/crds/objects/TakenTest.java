package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenTest {
  @ParameterizedTest
  @CsvSource({
    "PreemptionByScheduler, the cluster took its place for something more important",
    "EvictionByEvictionAPI, the cluster took its place: it was evicted from its node",
    "DeletionByTaintManager, the cluster took its place: its node was emptied",
    "TerminationByKubelet, the cluster took its place",
  })
  void saysWhy(String reason, String why) {
    assertThat(Taken.of(status("DisruptionTarget", "True", reason))).isEqualTo(why);
  }

  @Test
  void nobodyTakesWhatWasOnlyMeantToBeTaken() {
    assertThat(Taken.of(status("DisruptionTarget", "False", "EvictionByEvictionAPI"))).isEmpty();
    assertThat(Taken.of(status("Ready", "True", "EvictionByEvictionAPI"))).isEmpty();
    assertThat(Taken.of(new PodStatus())).isEmpty();
  }

  private static PodStatus status(String type, String status, String reason) {
    return new PodStatusBuilder()
        .addNewCondition()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .endCondition()
        .build();
  }
}
