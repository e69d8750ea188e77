package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.InstantSource;
import java.util.Map;

/**
 * The node's object, and the machine behind it, which can be switched off: by the annotation
 * {@value Play#ANNOTATION} with the value {@value #GONE}.
 */
final class Machine implements AutoCloseable {
  static final String NAME = "embedded";
  static final String GONE = "gone";

  /** What it says it has. Nothing is enforced: pods are processes of whoever runs the cluster. */
  private static final Map<String, Quantity> ROOM =
      Map.of(
          "cpu", new Quantity("16"), "memory", new Quantity("64Gi"), "pods", new Quantity("110"));

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Kubelet kubelet;
  private final Controller controller = new Controller("machine", this::look);
  private final SharedIndexInformer<Node> nodes;
  private boolean off;

  Machine(KubernetesClient client, InstantSource clock, Kubelet kubelet) {
    this.client = client;
    this.clock = clock;
    this.kubelet = kubelet;
    Node node =
        client
            .resource(
                new NodeBuilder()
                    .withNewMetadata()
                    .withName(NAME)
                    .addToLabels("kubernetes.io/hostname", NAME)
                    .addToLabels("kubernetes.io/os", "linux")
                    .endMetadata()
                    .withNewSpec()
                    .endSpec()
                    .build())
            .create();
    client.resource(node).editStatus(this::present);
    this.nodes = client.nodes().inform(controller.signal());
    controller.start();
  }

  @Override
  public void close() {
    controller.close();
    nodes.close();
  }

  private boolean look() throws InterruptedException {
    for (Node node : nodes.getStore().list()) {
      boolean gone =
          node.getMetadata().getAnnotations() != null
              && GONE.equals(node.getMetadata().getAnnotations().get(Play.ANNOTATION));
      if (gone != off) {
        off = gone;
        kubelet.power(!gone);
        client
            .nodes()
            .withName(node.getMetadata().getName())
            .editStatus(gone ? this::lost : this::present);
      }
    }
    return false;
  }

  private Node present(Node node) {
    return with(node, condition("True", "KubeletReady", "kubelet is posting ready status"));
  }

  private Node lost(Node node) {
    return with(
        node, condition("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."));
  }

  private static Node with(Node node, NodeCondition ready) {
    return new NodeBuilder(node)
        .withNewStatus()
        .withCapacity(ROOM)
        .withAllocatable(ROOM)
        .withConditions(ready)
        .addNewAddress(PodStatuses.HOST, "InternalIP")
        .withNewNodeInfo()
        .withKubeletVersion("v1.36.0-embedded")
        .endNodeInfo()
        .endStatus()
        .build();
  }

  private NodeCondition condition(String status, String reason, String message) {
    return new NodeConditionBuilder()
        .withType("Ready")
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(Moment.of(clock.instant()))
        .withLastHeartbeatTime(Moment.of(clock.instant()))
        .build();
  }
}
