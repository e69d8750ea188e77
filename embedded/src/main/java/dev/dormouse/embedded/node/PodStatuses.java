package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod's status says, as a real kubelet would say it of the same pod. */
final class PodStatuses {
  static final String HOST = "127.0.0.1";

  private PodStatuses() {}

  /**
   * The status that says what is known.
   *
   * @param before what was said last: a condition that stays keeps its time
   */
  static PodStatus of(PodView pod, @Nullable PodStatus before, Instant now) {
    String phase = phase(pod);
    Map<String, PodCondition> old =
        Optional.ofNullable(before).map(PodStatus::getConditions).orElse(List.of()).stream()
            .collect(Collectors.toMap(PodCondition::getType, Function.identity()));
    var status =
        new PodStatusBuilder()
            .withPhase(phase)
            .withHostIP(HOST)
            .addNewHostIP(HOST)
            .withStartTime(Moment.of(pod.since()))
            .withConditions(
                conditions(pod, phase).map(one -> timed(one, old.get(one.getType()), now)).toList())
            .withContainerStatuses(pod.containers().stream().map(PodStatuses::container).toList())
            .withInitContainerStatuses(pod.first().stream().map(PodStatuses::container).toList());
    pod.address().ifPresent(ip -> status.withPodIP(ip).addNewPodIP(ip));
    pod.failure()
        .ifPresent(failure -> status.withReason(failure.reason()).withMessage(failure.message()));
    return status.build();
  }

  private static String phase(PodView pod) {
    if (pod.failure().isPresent()) {
      return "Failed";
    }
    boolean allOver = pod.containers().stream().allMatch(ContainerView::over);
    boolean firstFailed = pod.first().stream().anyMatch(one -> one.over() && !one.succeeded());
    if (firstFailed || allOver || pod.ended()) {
      boolean good = !firstFailed && pod.containers().stream().allMatch(ContainerView::succeeded);
      return good ? "Succeeded" : "Failed";
    }
    return pod.containers().stream().anyMatch(ContainerView::everStarted) ? "Running" : "Pending";
  }

  private static Stream<PodCondition> conditions(PodView pod, String phase) {
    List<String> unfinished =
        pod.first().stream().filter(one -> !one.succeeded()).map(ContainerView::name).toList();
    List<String> unready =
        pod.containers().stream().filter(one -> !one.ready()).map(ContainerView::name).toList();
    return Stream.of(
        condition("PodReadyToStartContainers", pod.sandbox(), null, null),
        condition(
            "Initialized",
            unfinished.isEmpty(),
            "ContainersNotInitialized",
            "containers with incomplete status: " + listed(unfinished)),
        ready("Ready", phase, unready),
        ready("ContainersReady", phase, unready),
        condition("PodScheduled", true, null, null));
  }

  private static PodCondition ready(String type, String phase, List<String> unready) {
    return switch (phase) {
      case "Succeeded" -> condition(type, false, "PodCompleted", null);
      case "Failed" -> condition(type, false, "PodFailed", null);
      default ->
          condition(
              type,
              unready.isEmpty(),
              "ContainersNotReady",
              "containers with unready status: " + listed(unready));
    };
  }

  private static String listed(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  /** A condition that holds needs no reason. */
  private static PodCondition condition(
      String type, boolean holds, @Nullable String reason, @Nullable String message) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withReason(holds ? null : reason)
        .withMessage(holds ? null : message)
        .build();
  }

  private static PodCondition timed(PodCondition one, @Nullable PodCondition old, Instant now) {
    one.setLastTransitionTime(
        old != null && Objects.equals(old.getStatus(), one.getStatus())
            ? old.getLastTransitionTime()
            : Moment.of(now));
    return one;
  }

  private static ContainerStatus container(ContainerView one) {
    boolean started = one.state().getRunning() != null;
    return new ContainerStatusBuilder()
        .withName(one.name())
        .withImage(one.image())
        .withContainerID(
            one.everStarted() ? "embedded://%s-%d".formatted(one.name(), one.restarts()) : null)
        .withImageID(one.everStarted() ? "embedded://" + one.image() : "")
        .withState(one.state())
        .withLastState(one.last())
        .withRestartCount(one.restarts())
        .withReady(one.ready())
        .withStarted(started)
        .build();
  }
}
