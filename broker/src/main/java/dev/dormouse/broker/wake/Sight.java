package dev.dormouse.broker.wake;

import java.util.List;
import java.util.Optional;

/** What is known of one session at one moment: the input of every decision of its wake. */
public record Sight(Entry entry, List<PodSeen> pods, Recipe recipe) {
  public Sight {
    pods = List.copyOf(pods);
  }

  /** The pod of this run. */
  Optional<PodSeen> pod(String run) {
    return pods.stream().filter(pod -> pod.run().equals(run)).findFirst();
  }

  /** Pods of other runs that may still use the home; those that are being ended come last. */
  List<PodSeen> othersThan(String run) {
    return pods.stream()
        .filter(pod -> !pod.run().equals(run) && !pod.over())
        .sorted((one, other) -> Boolean.compare(one.leaving(), other.leaving()))
        .toList();
  }
}
