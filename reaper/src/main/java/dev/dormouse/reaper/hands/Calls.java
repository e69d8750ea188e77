package dev.dormouse.reaper.hands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Session;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the API server. Each write is guarded, and comes back empty when it came too
 * late: what has changed meanwhile is looked at anew.
 */
final class Calls {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;

  Calls(KubernetesClient client) {
    this.client = client;
  }

  Optional<Session> read(Session session) {
    return Optional.ofNullable(at(session).get());
  }

  /** Changes it, if it is as it was read. */
  Optional<Session> patch(Session read, ObjectNode patch) {
    return inTime(() -> named(read).patch(MERGE, guarded(read, patch)));
  }

  /** Changes its status, if it is as it was read. */
  Optional<Session> patchStatus(Session read, ObjectNode status) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("status", status);
    return inTime(() -> at(read).subresource("status").patch(MERGE, guarded(read, patch)));
  }

  /** Changes its status, if it is as it was read. */
  Optional<Flavor> patchStatus(Flavor read, ObjectNode status) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("status", status);
    return inTime(
        () -> client.resource(read).subresource("status").patch(MERGE, guarded(read, patch)));
  }

  /** Changes its status, if it is as it was read. */
  Optional<GenericKubernetesResource> patchStatus(
      GenericKubernetesResource template, ObjectNode status) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("status", status);
    return inTime(
        () ->
            client
                .genericKubernetesResources(Templates.CONTEXT)
                .resource(template)
                .subresource("status")
                .patch(MERGE, guarded(template, patch)));
  }

  private static String guarded(HasMetadata read, ObjectNode patch) {
    patch
        .withObject("/metadata")
        .put("uid", read.getMetadata().getUid())
        .put("resourceVersion", read.getMetadata().getResourceVersion());
    return patch.toString();
  }

  /** Deletes it, if it is as it was read. */
  boolean delete(Session read) {
    var meta = read.getMetadata();
    return delete(
        "/apis/%s/namespaces/%s/sessions/%s"
            .formatted(read.getApiVersion(), meta.getNamespace(), meta.getName()),
        meta.getUid(),
        meta.getResourceVersion());
  }

  /** Deletes this very pod, and none that has taken its name since. */
  boolean deletePod(String namespace, String name, String uid) {
    return delete("/api/v1/namespaces/%s/pods/%s".formatted(namespace, name), uid, null);
  }

  boolean deleteClaim(String namespace, String name, String uid) {
    return delete(
        "/api/v1/namespaces/%s/persistentvolumeclaims/%s".formatted(namespace, name), uid, null);
  }

  private boolean delete(String uri, String uid, @Nullable String resourceVersion) {
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withNewPreconditions()
            .withUid(uid)
            .withResourceVersion(resourceVersion)
            .endPreconditions()
            .build();
    return inTime(() -> String.valueOf(client.raw(uri, "DELETE", options))).isPresent();
  }

  private static <T> Optional<T> inTime(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == 409 || refused.getCode() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private Resource<Session> at(Session session) {
    return client
        .resources(Session.class)
        .inNamespace(session.getMetadata().getNamespace())
        .withName(session.getMetadata().getName());
  }

  /** With an object in hand the client patches at once; with a name alone it would read first. */
  private Resource<Session> named(Session read) {
    Session session = new Session();
    session.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(read.getMetadata().getNamespace())
            .withName(read.getMetadata().getName())
            .build());
    return client.resource(session);
  }
}
