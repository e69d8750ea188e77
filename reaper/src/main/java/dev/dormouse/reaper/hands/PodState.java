package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.objects.Names;
import dev.dormouse.crds.objects.Taken;
import dev.dormouse.reaper.mind.PodSeen;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;

/** What a pod's status means to people who are in it. */
final class PodState {
  private PodState() {}

  static PodSeen.State of(Pod pod) {
    PodStatus status = requireNonNullElse(pod.getStatus(), new PodStatus());
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return new PodSeen.Leaving(Taken.of(status));
    }
    return switch (requireNonNullElse(status.getPhase(), "")) {
      case "Failed" -> new PodSeen.Over(over(status));
      case "Succeeded" -> new PodSeen.Over("its programs are done");
      default -> runs(status) ? new PodSeen.Running() : new PodSeen.Coming();
    };
  }

  private static boolean runs(PodStatus status) {
    return session(status).map(ContainerState::getRunning).isPresent();
  }

  private static String over(PodStatus status) {
    String taken = Taken.of(status);
    return taken.isEmpty() ? ended(status) : taken;
  }

  private static String ended(PodStatus status) {
    if (status.getReason() != null && !status.getReason().isEmpty()) {
      return status.getReason();
    }
    return session(status)
        .map(ContainerState::getTerminated)
        .map(end -> "it ended with exit code " + end.getExitCode())
        .orElse("it failed");
  }

  private static Optional<ContainerState> session(PodStatus status) {
    return requireNonNullElse(status.getContainerStatuses(), List.<ContainerStatus>of()).stream()
        .filter(one -> one.getName().equals(Names.CONTAINER))
        .map(ContainerStatus::getState)
        .findFirst();
  }
}
