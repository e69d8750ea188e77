package dev.dormouse.crds.objects;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.SessionStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;

/** Why the cluster takes a pod that nobody asked it to end: it says so before it does. */
public final class Taken {
  private Taken() {}

  /** As people read it; empty when the cluster doesn't take it. */
  public static String of(PodStatus status) {
    return requireNonNullElse(status.getConditions(), List.<PodCondition>of()).stream()
        .filter(one -> one.getType().equals("DisruptionTarget") && one.getStatus().equals("True"))
        .map(one -> SessionStatus.TAKEN + why(requireNonNullElse(one.getReason(), "")))
        .findFirst()
        .orElse("");
  }

  private static String why(String reason) {
    return switch (reason) {
      case "PreemptionByScheduler" -> " for something more important";
      case "EvictionByEvictionAPI" -> ": it was evicted from its node";
      case "DeletionByTaintManager" -> ": its node was emptied";
      default -> "";
    };
  }
}
