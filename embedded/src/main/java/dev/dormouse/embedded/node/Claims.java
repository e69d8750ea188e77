package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/**
 * Claims and the folders that they are bound to: when their first pod has its node, as a class with
 * WaitForFirstConsumer does, and gone with their claim, which the API keeps while a pod uses it.
 */
final class Claims implements AutoCloseable {
  /** What is said of a volume that another node holds. */
  static final String HELD =
      "Multi-Attach error for volume \"home\" Volume is already exclusively attached to one node"
          + " and can't be attached to another";

  private final KubernetesClient client;
  private final Folders folders;
  private final Events events;
  private final SharedIndexInformer<PersistentVolumeClaim> claims;

  Claims(KubernetesClient client, Folders folders, Events events) {
    this.events = events;
    client.resource(folderClass()).create();
    this.client = client;
    this.folders = folders;
    this.claims = client.persistentVolumeClaims().inAnyNamespace().inform(new Changes());
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
    claims.close();
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

  /** What a claim that names no class is of. */
  private static StorageClass folderClass() {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName("folder")
        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
        .endMetadata()
        .withProvisioner("embedded.dormouse.dev/folder")
        .withReclaimPolicy("Delete")
        .withVolumeBindingMode("WaitForFirstConsumer")
        .build();
  }

  /**
   * A claim waits for its first pod. One that is gone takes its folder along, as a class with
   * reclaim policy Delete does.
   */
  private final class Changes implements ResourceEventHandler<PersistentVolumeClaim> {
    @Override
    public void onAdd(PersistentVolumeClaim claim) {
      if (claim.getSpec().getVolumeName() == null) {
        events.normal(
            claim,
            null,
            "WaitForFirstConsumer",
            "waiting for first consumer to be created before binding");
      }
    }

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
