package dev.dormouse.reaper.fit;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.FlavorSpec.Toleration;
import dev.dormouse.reaper.fit.Node.Taint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a size asks of a node. */
public record Need(
    SortedMap<String, Amount> amounts, Map<String, String> labels, List<Toleration> tolerations) {
  public Need {
    amounts = unmodifiableSortedMap(new TreeMap<>(amounts));
    labels = unmodifiableSortedMap(new TreeMap<>(labels));
    tolerations = List.copyOf(tolerations);
  }

  /**
   * Of one resource.
   *
   * @param words as the administrator wrote it
   */
  public record Amount(BigDecimal value, String words) {}

  /** The first taint that keeps it off this node. */
  Optional<Taint> keptOff(Node node) {
    return node.taints().stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .filter(taint -> tolerations.stream().noneMatch(one -> tolerates(one, taint)))
        .findFirst();
  }

  /** As Kubernetes compares them: what is left out is anything. */
  private static boolean tolerates(Toleration one, Taint taint) {
    boolean exists = one.operator() == Toleration.Operator.EXISTS;
    boolean key =
        (one.key() == null || one.key().isEmpty()) ? exists : one.key().equals(taint.key());
    boolean value = exists || requireNonNullElse(one.value(), "").equals(taint.value());
    boolean effect = one.effect() == null || effect(one.effect()).equals(taint.effect());
    return key && value && effect;
  }

  private static String effect(Toleration.Effect effect) {
    return switch (effect) {
      case NO_SCHEDULE -> "NoSchedule";
      case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
      case NO_EXECUTE -> "NoExecute";
    };
  }

  boolean fits(Node node) {
    return amounts.entrySet().stream()
        .allMatch(one -> node.hasRoomFor(one.getKey(), one.getValue().value()));
  }
}
