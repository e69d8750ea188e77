package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.Order;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.SessionUserStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Optional;

/**
 * Which namespace has a user's sessions. It is remembered outside of that namespace, by the user's
 * own status: with the namespace all sessions would be gone, and what they remember.
 */
final class Residences {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final Calls calls;
  private final Snapshot snapshot;

  Residences(KubernetesClient client, Calls calls, Snapshot snapshot) {
    this.client = client;
    this.calls = calls;
    this.snapshot = snapshot;
  }

  /** Whether this user had sessions in the namespace that this one belongs in. */
  boolean known(Order order) {
    return of(order.owner()).filter(order.session().namespace()::equals).isPresent();
  }

  /** Remembers it, from before anything is in it that could be lost. */
  Outcome<?> remember(Order order, Duration patience) throws InterruptedException {
    return known(order)
        ? new Outcome.Got<>(order.owner())
        : write(order.owner(), order.session().namespace(), patience);
  }

  /** The next session of this user may be in a new namespace. */
  Outcome<?> forget(String owner, Duration patience) throws InterruptedException {
    return of(owner).isEmpty() ? new Outcome.Got<>(owner) : write(owner, "", patience);
  }

  private Optional<String> of(String owner) {
    return snapshot
        .knownUsers()
        .get(snapshot.namespace(), owner)
        .map(SessionUser::getStatus)
        .map(SessionUserStatus::namespace);
  }

  private Outcome<SessionUser> write(String owner, String namespace, Duration patience)
      throws InterruptedException {
    var user = new SessionUser();
    user.setMetadata(
        new ObjectMetaBuilder().withNamespace(snapshot.namespace()).withName(owner).build());
    var patch = StatusPatch.namespace(namespace);
    var written =
        calls.call(patience, () -> client.resource(user).subresource("status").patch(MERGE, patch));
    if (written instanceof Outcome.Got<SessionUser>(var now)) {
      snapshot.knownUsers().put(now);
    }
    return written;
  }
}
