package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Overrides;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.Wanted;
import dev.dormouse.crds.objects.Labels;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;

/** Reads and writes Sessions; every answer goes into the snapshot before anybody decides on it. */
final class SessionCalls {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final Calls calls;
  private final Ahead<Session> known;

  SessionCalls(KubernetesClient client, Calls calls, Ahead<Session> known) {
    this.client = client;
    this.calls = calls;
    this.known = known;
  }

  /**
   * Makes a session.
   *
   * @param anywhere whether its namespace may be made, too
   */
  Outcome<Session> create(Order order, String run, boolean anywhere, Duration patience)
      throws InterruptedException {
    SessionId id = order.session();
    Session session = new Session();
    session.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    session.setSpec(
        new SessionSpec(
            order.owner(),
            order.template(),
            null,
            new Overrides(null, List.of()),
            Wanted.AWAKE,
            run,
            null));
    Outcome<Session> outcome = calls.call(patience, () -> client.resource(session).create());
    if (anywhere
        && outcome instanceof Outcome.Absent<Session>(var message)
        && message.contains("namespaces")) {
      return switch (namespace(order, patience)) {
        case Outcome.Got<Namespace> _, Outcome.Conflict<Namespace> _ ->
            remember(calls.call(patience, () -> client.resource(session).create()));
        case Outcome.Absent<Namespace>(var why) -> new Outcome.No<>(404, why);
        case Outcome.No<Namespace>(var status, var why) -> new Outcome.No<>(status, why);
        case Outcome.Away<Namespace>(var why) -> new Outcome.Away<>(why);
      };
    }
    return remember(outcome);
  }

  private Outcome<Namespace> namespace(Order order, Duration patience) throws InterruptedException {
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(order.session().namespace())
            .addToLabels(Labels.MANAGED_BY, "dormouse")
            .addToLabels(Labels.OWNER, order.owner())
            .endMetadata()
            .build();
    return calls.call(patience, () -> client.resource(namespace).create());
  }

  Outcome<Session> read(SessionId id, Duration patience) throws InterruptedException {
    return remember(calls.read(patience, id.name(), () -> at(id).get()));
  }

  Outcome<Session> patch(SessionId id, String patch, Duration patience)
      throws InterruptedException {
    return remember(calls.call(patience, () -> named(id).patch(MERGE, patch)));
  }

  Outcome<Session> patchStatus(SessionId id, String patch, Duration patience)
      throws InterruptedException {
    return remember(calls.call(patience, () -> at(id).subresource("status").patch(MERGE, patch)));
  }

  /** Ends this session, as it is, and none that has taken its name or has changed since. */
  Outcome<String> delete(Session session, Duration patience) throws InterruptedException {
    var of = session.getMetadata();
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withNewPreconditions()
            .withUid(of.getUid())
            .withResourceVersion(of.getResourceVersion())
            .endPreconditions()
            .build();
    var uri =
        "/apis/%s/namespaces/%s/sessions/%s"
            .formatted(session.getApiVersion(), of.getNamespace(), of.getName());
    return calls.call(patience, () -> String.valueOf(client.raw(uri, "DELETE", options)));
  }

  static SessionId id(Session session) {
    return new SessionId(session.getMetadata().getNamespace(), session.getMetadata().getName());
  }

  private Resource<Session> at(SessionId id) {
    return client.resources(Session.class).inNamespace(id.namespace()).withName(id.name());
  }

  /** With an object in hand the client patches at once; with a name alone it would read first. */
  private Resource<Session> named(SessionId id) {
    Session session = new Session();
    session.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    return client.resource(session);
  }

  private Outcome<Session> remember(Outcome<Session> outcome) {
    if (outcome instanceof Outcome.Got<Session>(var session)) {
      known.put(session);
    }
    return outcome;
  }
}
