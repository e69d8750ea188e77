package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.wake.PodSeen.Holder;
import dev.dormouse.crds.objects.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pods mount which claims: who has the volume that somebody waits for. */
final class Claims {
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private Claims() {}

  /** The claims that a pod mounts, as {@code namespace/name}. */
  static List<String> of(Pod pod) {
    List<Volume> volumes = requireNonNullElse(pod.getSpec().getVolumes(), List.of());
    return volumes.stream()
        .map(Volume::getPersistentVolumeClaim)
        .filter(Objects::nonNull)
        .map(claim -> pod.getMetadata().getNamespace() + "/" + claim.getClaimName())
        .toList();
  }

  /** The other sessions with a volume of this pod on a node, while this pod doesn't run yet. */
  static List<Holder> holders(Pod pod, Function<String, List<Pod>> mounting) {
    if (!phase(pod).equals("Pending")) {
      return List.of();
    }
    return of(pod).stream()
        .flatMap(claim -> mounting.apply(claim).stream())
        .filter(other -> !session(other).equals(session(pod)) && holds(other))
        .flatMap(
            other -> Stream.of(new Holder(session(other), text(other.getSpec().getNodeName()))))
        .distinct()
        .sorted((one, other) -> one.session().compareTo(other.session()))
        .toList();
  }

  private static boolean holds(Pod pod) {
    return !OVER.contains(phase(pod)) && !text(pod.getSpec().getNodeName()).isEmpty();
  }

  private static String phase(Pod pod) {
    return pod.getStatus() == null ? "" : text(pod.getStatus().getPhase());
  }

  private static String session(Pod pod) {
    Map<String, String> labels = requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    return labels.getOrDefault(Labels.SESSION, "");
  }

  private static String text(@Nullable String text) {
    return requireNonNullElse(text, "");
  }
}
