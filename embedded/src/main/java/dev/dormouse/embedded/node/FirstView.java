package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a kubelet says of a pod before it did anything for it. */
final class FirstView {
  private FirstView() {}

  static PodView of(Pod pod, InstantSource clock) {
    List<Container> first = pod.getSpec().getInitContainers();
    String reason = first.isEmpty() ? "ContainerCreating" : "PodInitializing";
    return new PodView(
        clock.instant(),
        false,
        Optional.empty(),
        views(first, "PodInitializing"),
        views(pod.getSpec().getContainers(), reason),
        false,
        Optional.empty());
  }

  private static List<ContainerView> views(List<Container> containers, String reason) {
    return containers.stream()
        .map(one -> ContainerView.creating(one.getName(), one.getImage(), reason))
        .toList();
  }
}
