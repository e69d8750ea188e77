package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;

/**
 * Claims and the folders that they are bound to: when their first pod has its node, as a class with
 * WaitForFirstConsumer does, and gone with their claim, but never under a pod that uses them.
 */
final class Claims implements AutoCloseable {
  /** What is said of a volume that another node holds. */
  static final String HELD =
      "Multi-Attach error for volume \"home\" Volume is already exclusively attached to one node"
          + " and can't be attached to another";

  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final KubernetesClient client;
  private final Folders folders;
  private final Controller controller = new Controller("claims", this::look);
  private final SharedIndexInformer<PersistentVolumeClaim> claims;
  private final SharedIndexInformer<Pod> pods;

  Claims(KubernetesClient client, Folders folders) {
    this.client = client;
    this.folders = folders;
    this.claims = client.persistentVolumeClaims().inAnyNamespace().inform(controller.signal());
    this.claims.addEventHandler(new Deletion());
    this.pods = client.pods().inAnyNamespace().inform(controller.signal());
    controller.start();
  }

  /** Binds what this pod mounts. */
  void bind(Pod pod, Node node) {
    pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .forEach(name -> bind(pod.getMetadata().getNamespace(), name, node));
  }

  @Override
  public void close() {
    controller.close();
    claims.close();
    pods.close();
  }

  private void bind(String namespace, String name, Node node) {
    var resource = client.persistentVolumeClaims().inNamespace(namespace).withName(name);
    if (resource.get().getSpec().getVolumeName() != null) {
      return;
    }
    PersistentVolumeClaim claim =
        resource.edit(
            unbound ->
                new PersistentVolumeClaimBuilder(unbound)
                    .editMetadata()
                    .addToAnnotations(
                        "volume.kubernetes.io/selected-node", node.getMetadata().getName())
                    .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                    .endMetadata()
                    .editSpec()
                    .withVolumeName("pvc-" + unbound.getMetadata().getUid())
                    .endSpec()
                    .build());
    client
        .resource(claim)
        .editStatus(
            bound ->
                new PersistentVolumeClaimBuilder(bound)
                    .withNewStatus()
                    .withPhase("Bound")
                    .withAccessModes(bound.getSpec().getAccessModes())
                    .withCapacity(bound.getSpec().getResources().getRequests())
                    .endStatus()
                    .build());
  }

  private boolean look() {
    for (PersistentVolumeClaim claim : claims.getStore().list()) {
      if (claim.getMetadata().getDeletionTimestamp() != null
          && claim.getMetadata().getFinalizers().contains(PROTECTION)
          && pods.getStore().list().stream().noneMatch(pod -> uses(pod, claim))) {
        client
            .resource(claim)
            .edit(
                now ->
                    new PersistentVolumeClaimBuilder(now)
                        .editMetadata()
                        .removeFromFinalizers(PROTECTION)
                        .endMetadata()
                        .build());
      }
    }
    return false;
  }

  private static boolean uses(Pod pod, PersistentVolumeClaim claim) {
    return pod.getMetadata().getNamespace().equals(claim.getMetadata().getNamespace())
        && !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase())
        && pod.getSpec().getVolumes().stream()
            .anyMatch(
                volume ->
                    volume.getPersistentVolumeClaim() != null
                        && volume
                            .getPersistentVolumeClaim()
                            .getClaimName()
                            .equals(claim.getMetadata().getName()));
  }

  /** A claim that is gone takes its folder along, as a class with reclaim policy Delete does. */
  private final class Deletion implements ResourceEventHandler<PersistentVolumeClaim> {
    @Override
    public void onAdd(PersistentVolumeClaim claim) {}

    @Override
    public void onUpdate(PersistentVolumeClaim before, PersistentVolumeClaim now) {}

    @Override
    public void onDelete(PersistentVolumeClaim claim, boolean unknown) {
      if (!unknown) {
        Folders.delete(
            folders.claim(claim.getMetadata().getNamespace(), claim.getMetadata().getName()));
      }
    }
  }
}
