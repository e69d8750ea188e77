package dev.dormouse.embedded.node;

import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds pods that have no node, oldest first, or says in their status why it can't. */
final class Scheduler implements AutoCloseable {
  private static final String NAME = "default-scheduler";

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Pace pace;
  private final Events events;
  private final Claims claims;
  private final Controller controller = new Controller("scheduler", this::look);
  private final SharedIndexInformer<Pod> pods;
  private final SharedIndexInformer<Node> nodes;
  private final SharedIndexInformer<PersistentVolumeClaim> homes;

  Scheduler(KubernetesClient client, InstantSource clock, Pace pace, Claims claims) {
    this.client = client;
    this.clock = clock;
    this.pace = pace;
    this.claims = claims;
    this.events = new Events(client, clock, NAME);
    this.pods = client.pods().inAnyNamespace().inform(controller.signal());
    this.nodes = client.nodes().inform(controller.signal());
    this.homes = client.persistentVolumeClaims().inAnyNamespace().inform(controller.signal());
    controller.start();
  }

  @Override
  public void close() {
    controller.close();
    pods.close();
    nodes.close();
    homes.close();
  }

  private boolean look() throws InterruptedException {
    List<Pod> waiting =
        pods.getStore().list().stream()
            .filter(pod -> pod.getSpec().getNodeName() == null)
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
            .toList();
    boolean again = false;
    for (Pod pod : waiting) {
      again |= place(pod);
    }
    return again;
  }

  /** True when the pod waits for nothing but time. */
  private boolean place(Pod pod) throws InterruptedException {
    Optional<Node> node = nodes.getStore().list().stream().findFirst();
    Optional<Duration> kept = Play.of(pod).after(Act.UNSCHEDULABLE);
    Instant asked = Instant.parse(pod.getMetadata().getCreationTimestamp());
    boolean playing =
        kept.filter(span -> span.isZero() || clock.instant().isBefore(asked.plus(span)))
            .isPresent();
    Placement placement =
        node.isEmpty() || playing
            ? new Placement.Unschedulable("0/1 nodes are available: 1 Insufficient cpu.")
            : Placement.of(pod, node.get(), on(node.get()), claimNames(pod));
    switch (placement) {
      case Placement.Fits() -> bind(pod, node.orElseThrow());
      case Placement.Unschedulable(String message) -> tell(pod, message);
    }
    return playing && !kept.orElse(Duration.ZERO).isZero();
  }

  private void bind(Pod pod, Node node) throws InterruptedException {
    Thread.sleep(pace.schedule());
    claims.bind(pod, node);
    String namespace = pod.getMetadata().getNamespace();
    String name = pod.getMetadata().getName();
    client.raw(
        "/api/v1/namespaces/%s/pods/%s/binding".formatted(namespace, name),
        "POST",
        new BindingBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withNewTarget()
            .withKind("Node")
            .withName(node.getMetadata().getName())
            .endTarget()
            .build());
    events.normal(
        pod,
        null,
        "Scheduled",
        "Successfully assigned %s/%s to %s"
            .formatted(namespace, name, node.getMetadata().getName()));
  }

  /** Once for each new reason: a watch must not wake the look that it comes from. */
  private void tell(Pod pod, String message) {
    boolean told =
        pod.getStatus().getConditions().stream()
            .anyMatch(condition -> message.equals(condition.getMessage()));
    if (told) {
      return;
    }
    var condition =
        new PodConditionBuilder()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage(message)
            .withLastTransitionTime(Moment.of(clock.instant()))
            .build();
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client
                .getKubernetesSerialization()
                .asJson(
                    Map.of(
                        "metadata",
                        Map.of("uid", pod.getMetadata().getUid()),
                        "status",
                        Map.of("conditions", List.of(condition)))));
    events.warning(pod, null, "FailedScheduling", message);
  }

  private List<Pod> on(Node node) {
    return pods.getStore().list().stream()
        .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
        .toList();
  }

  private Set<String> claimNames(Pod pod) {
    return homes.getStore().list().stream()
        .filter(
            claim -> claim.getMetadata().getNamespace().equals(pod.getMetadata().getNamespace()))
        .map(claim -> claim.getMetadata().getName())
        .collect(Collectors.toSet());
  }
}
