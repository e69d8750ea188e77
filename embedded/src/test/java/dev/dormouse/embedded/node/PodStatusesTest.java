package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps and their words are those that a kubelet of Kubernetes 1.36 went through. */
class PodStatusesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String UNREADY = "containers with unready status: [main]";

  private final ContainerView creating =
      ContainerView.creating("main", "debian:13", "ContainerCreating");
  private final PodView first =
      new PodView(
          NOON, false, Optional.empty(), List.of(), List.of(creating), false, Optional.empty());
  private final PodView running = first.inSandbox(true).at("127.88.0.1").with(runs(0));

  @Test
  void beforeAnythingItIsPendingAndOnlyScheduled() {
    PodStatus status = status(first);
    assertThat(status.getPhase()).isEqualTo("Pending");
    assertThat(status.getPodIP()).isNull();
    assertThat(said(status))
        .containsExactly(
            "PodReadyToStartContainers False null null",
            "Initialized True null null",
            "Ready False ContainersNotReady " + UNREADY,
            "ContainersReady False ContainersNotReady " + UNREADY,
            "PodScheduled True null null");
    assertThat(status.getContainerStatuses().getFirst().getState().getWaiting().getReason())
        .isEqualTo("ContainerCreating");
  }

  @Test
  void runningAddressAndReadinessComeTogether() {
    PodStatus status = status(running);
    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(status.getPodIP()).isEqualTo("127.88.0.1");
    assertThat(said(status)).allMatch(condition -> condition.endsWith("True null null"));
  }

  @Test
  void aCrashedContainerKeepsThePodRunningAndItsEndIsItsLastState() {
    PodStatus status =
        status(running.with(runs(0).ended(end(3), false).backingOff("Back-off restarting")));
    assertThat(status.getPhase()).isEqualTo("Running");
    var container = status.getContainerStatuses().getFirst();
    assertThat(container.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(3);
    assertThat(container.getReady()).isFalse();
  }

  @Test
  void aRestartedContainerCounts() {
    var container =
        status(running.with(runs(0).ended(end(3), false).running(NOON, 1, true)))
            .getContainerStatuses()
            .getFirst();
    assertThat(container.getRestartCount()).isEqualTo(1);
    assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(3);
  }

  @Test
  void whatEndedWellSucceededAndWhatDidNotFailed() {
    assertThat(status(running.with(runs(0).ended(end(0), true))).getPhase()).isEqualTo("Succeeded");
    PodStatus failed = status(running.with(runs(0).ended(end(1), true)).inSandbox(false));
    assertThat(failed.getPhase()).isEqualTo("Failed");
    assertThat(said(failed)).contains("Ready False PodFailed null");
  }

  @Test
  void aFirstContainerThatIsNotThroughHoldsTheOthersBack() {
    PodView waiting =
        new PodView(
            NOON,
            true,
            Optional.empty(),
            List.of(ContainerView.creating("prepare", "debian:13", "PodInitializing")),
            List.of(ContainerView.creating("main", "debian:13", "PodInitializing")),
            false,
            Optional.empty());
    assertThat(said(status(waiting)))
        .contains(
            "Initialized False ContainersNotInitialized containers with incomplete status:"
                + " [prepare]");
  }

  @Test
  void anEvictedPodSaysWhy() {
    PodStatus status = status(running.failed("Evicted", "The node was low on resource: memory."));
    assertThat(status.getPhase()).isEqualTo("Failed");
    assertThat(status.getReason()).isEqualTo("Evicted");
  }

  @Test
  void aConditionThatStaysKeepsItsTime() {
    PodStatus before = status(first);
    PodStatus after = PodStatuses.of(running, before, NOON.plusSeconds(60));
    assertThat(after.getConditions())
        .filteredOn(condition -> condition.getType().equals("PodScheduled"))
        .singleElement()
        .extracting(condition -> condition.getLastTransitionTime())
        .isEqualTo(Moment.of(NOON));
    assertThat(after.getConditions())
        .filteredOn(condition -> condition.getType().equals("Ready"))
        .singleElement()
        .extracting(condition -> condition.getLastTransitionTime())
        .isEqualTo(Moment.of(NOON.plusSeconds(60)));
  }

  private ContainerView runs(int restart) {
    return creating.running(NOON, restart, true);
  }

  private static ContainerStateTerminated end(int exitCode) {
    return new ContainerStateTerminatedBuilder().withExitCode(exitCode).build();
  }

  private static PodStatus status(PodView pod) {
    return PodStatuses.of(pod, null, NOON);
  }

  private static List<String> said(PodStatus status) {
    return status.getConditions().stream()
        .map(
            condition ->
                "%s %s %s %s"
                    .formatted(
                        condition.getType(),
                        condition.getStatus(),
                        condition.getReason(),
                        condition.getMessage()))
        .toList();
  }
}
