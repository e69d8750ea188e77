package dev.dormouse.crds.objects;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;

/**
 * That all pods with one home run on one node, since a ReadWriteOnce volume can't be on two. The
 * first of them runs anywhere: Kubernetes lets a pod that matches its own affinity begin.
 */
final class OneNode {
  private OneNode() {}

  static Affinity forAllWith(String home) {
    return new AffinityBuilder()
        .withNewPodAffinity()
        .addNewRequiredDuringSchedulingIgnoredDuringExecution()
        .withTopologyKey("kubernetes.io/hostname")
        .withNewLabelSelector()
        .addToMatchLabels(Labels.HOME, home)
        .endLabelSelector()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endPodAffinity()
        .build();
  }
}
