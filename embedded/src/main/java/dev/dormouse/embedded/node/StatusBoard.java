package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the lives of a pod's containers meet: each changes the view, and the API is told. */
final class StatusBoard {
  private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Pod pod;
  private PodView view;
  private PodStatus told;
  private boolean silent;

  StatusBoard(KubernetesClient client, InstantSource clock, Pod pod, PodView view) {
    this.client = client;
    this.clock = clock;
    this.pod = pod;
    this.view = view;
    this.told = pod.getStatus();
  }

  synchronized PodView view() {
    return view;
  }

  /** The API call is inside the lock, so that it hears of changes in their order. */
  synchronized void change(UnaryOperator<PodView> step) {
    view = step.apply(view);
    tell();
  }

  void container(String name, UnaryOperator<ContainerView> step) {
    change(pod -> pod.with(step.apply(pod.container(name))));
  }

  /** From now on nobody is told: the pod is gone, or the machine that it ran on is. */
  synchronized void fallSilent() {
    silent = true;
  }

  synchronized boolean isSilent() {
    return silent;
  }

  /** With the uid, so that a later pod of the same name never hears of this one. */
  synchronized void tell() {
    if (silent) {
      return;
    }
    PodStatus status = PodStatuses.of(view, told, clock.instant());
    Map<String, Object> patch =
        Map.of("metadata", Map.of("uid", pod.getMetadata().getUid()), "status", status);
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .subresource("status")
          .patch(MERGE, client.getKubernetesSerialization().asJson(patch));
      told = status;
    } catch (KubernetesClientException gone) {
      // Deleted by force, or the cluster is ending: the life hears of it by itself.
      LOG.atDebug()
          .setCause(gone)
          .addKeyValue("pod", pod.getMetadata().getName())
          .log("status not told");
    }
  }
}
