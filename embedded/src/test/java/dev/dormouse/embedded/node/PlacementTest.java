package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sentences are those that a scheduler of Kubernetes 1.36 said of the same pods. */
class PlacementTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void aPodThatAsksForNothingFits() {
    assertThat(place("containers: [{name: a}]")).isEqualTo(new Placement.Fits());
  }

  @Test
  void aLabelThatTheNodeLacksIsNamedAsAScheduler() {
    assertThat(place("nodeSelector: {a: b}"))
        .isEqualTo(
            new Placement.Unschedulable(
                "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no"
                    + " new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption"
                    + " is not helpful for scheduling."));
  }

  @Test
  void moreThanTheNodeHasIsInsufficient() {
    assertThat(place("containers: [{name: a, resources: {requests: {cpu: 64}}}]"))
        .isEqualTo(
            new Placement.Unschedulable(
                "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate,"
                    + " preemption: 0/1 nodes are available: 1 Preemption is not helpful for"
                    + " scheduling."));
  }

  @Test
  void whatOtherPodsHaveIsNotFree() {
    Pod there = pod("containers: [{name: a, resources: {requests: {memory: 3Gi}}}]");
    Pod asks = pod("containers: [{name: a, resources: {requests: {memory: 2Gi}}}]");
    assertThat(Placement.of(asks, node("{}"), List.of(there), Set.of()))
        .isInstanceOf(Placement.Unschedulable.class);
    assertThat(Placement.of(asks, node("{}"), List.of(), Set.of())).isEqualTo(new Placement.Fits());
  }

  @Test
  void aClaimThatDoesNotExistIsNamed() {
    String spec = "volumes: [{name: v, persistentVolumeClaim: {claimName: nope}}]";
    assertThat(place(spec))
        .isEqualTo(
            new Placement.Unschedulable(
                "0/1 nodes are available: persistentvolumeclaim \"nope\" not found. not found"));
    assertThat(Placement.of(pod(spec), node("{}"), List.of(), Set.of("nope")))
        .isEqualTo(new Placement.Fits());
  }

  @Test
  void aTaintKeepsAwayWhoDoesNotTolerateIt() {
    Node gpu = node("{taints: [{key: gpu, value: a100, effect: NoSchedule}]}");
    assertThat(Placement.of(pod("containers: []"), gpu, List.of(), Set.of()))
        .isInstanceOf(Placement.Unschedulable.class);
    assertThat(
            Placement.of(
                pod("tolerations: [{key: gpu, operator: Exists}]"), gpu, List.of(), Set.of()))
        .isEqualTo(new Placement.Fits());
  }

  private static Placement place(String spec) {
    return Placement.of(pod(spec), node("{}"), List.of(), Set.of());
  }

  private static Pod pod(String spec) {
    return YAML.unmarshal(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {" + spec + "}", Pod.class);
  }

  private static Node node(String spec) {
    return YAML.unmarshal(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: one, labels: {disk: ssd}}
        spec: %s
        status: {allocatable: {cpu: 4, memory: 4Gi}}
        """
            .formatted(spec),
        Node.class);
  }
}
