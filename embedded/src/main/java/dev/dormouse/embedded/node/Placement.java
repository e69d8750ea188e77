package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a pod fits the node, and when not, why, in a real scheduler's words. */
sealed interface Placement {
  /** It fits. */
  record Fits() implements Placement {}

  /** It doesn't. */
  record Unschedulable(String message) implements Placement {}

  /**
   * Decides.
   *
   * @param there the pods that the node has already
   * @param claims the names of the claims in the pod's namespace
   */
  static Placement of(Pod pod, Node node, Collection<Pod> there, Set<String> claims) {
    return missingClaim(pod, claims)
        .or(() -> taint(pod, node))
        .or(() -> selector(pod, node))
        .or(() -> room(pod, node, there))
        .<Placement>map(Unschedulable::new)
        .orElseGet(Fits::new);
  }

  private static Optional<String> missingClaim(Pod pod, Set<String> claims) {
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getPersistentVolumeClaim)
        .filter(source -> source != null && !claims.contains(source.getClaimName()))
        .findFirst()
        .map(
            source ->
                "0/1 nodes are available: persistentvolumeclaim \"%s\" not found. not found"
                    .formatted(source.getClaimName()));
  }

  private static Optional<String> taint(Pod pod, Node node) {
    return node.getSpec().getTaints().stream()
        .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
        .filter(taint -> pod.getSpec().getTolerations().stream().noneMatch(it -> covers(it, taint)))
        .findFirst()
        .map(
            taint ->
                none(
                    "1 node(s) had untolerated taint(s)"
                        + (taint.getKey() == null ? "" : " {" + taint.getKey() + ": }")));
  }

  private static boolean covers(Toleration toleration, Taint taint) {
    boolean key = toleration.getKey() == null || toleration.getKey().equals(taint.getKey());
    boolean effect =
        toleration.getEffect() == null || toleration.getEffect().equals(taint.getEffect());
    boolean value =
        "Exists".equals(toleration.getOperator())
            || Objects.equals(toleration.getValue(), taint.getValue());
    return key && effect && value;
  }

  private static Optional<String> selector(Pod pod, Node node) {
    Map<String, String> wanted = pod.getSpec().getNodeSelector();
    return node.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet())
        ? Optional.empty()
        : Optional.of(none("1 node(s) didn't match Pod's node affinity/selector"));
  }

  private static Optional<String> room(Pod pod, Node node, Collection<Pod> there) {
    Map<String, BigDecimal> free = new LinkedHashMap<>();
    node.getStatus()
        .getAllocatable()
        .forEach((name, amount) -> free.put(name, amount.getNumericalAmount()));
    Stream.concat(there.stream().filter(other -> !ended(other)), Stream.of(pod))
        .flatMap(each -> each.getSpec().getContainers().stream())
        .flatMap(Placement::requests)
        .forEach(
            request ->
                free.merge(
                    request.getKey(),
                    request.getValue().getNumericalAmount().negate(),
                    BigDecimal::add));
    List<String> lacking =
        pod.getSpec().getContainers().stream()
            .flatMap(Placement::requests)
            .map(Map.Entry::getKey)
            .filter(name -> free.getOrDefault(name, BigDecimal.ZERO).signum() < 0)
            .distinct()
            .toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(none("1 Insufficient " + String.join(", 1 Insufficient ", lacking)));
  }

  private static Stream<Map.Entry<String, Quantity>> requests(Container container) {
    return container.getResources() == null || container.getResources().getRequests() == null
        ? Stream.empty()
        : container.getResources().getRequests().entrySet().stream();
  }

  private static boolean ended(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getPhase() != null
        && Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
  }

  private static String none(String why) {
    return ("0/1 nodes are available: %s. no new claims to deallocate, preemption: 0/1 nodes are"
            + " available: 1 Preemption is not helpful for scheduling.")
        .formatted(why);
  }
}
