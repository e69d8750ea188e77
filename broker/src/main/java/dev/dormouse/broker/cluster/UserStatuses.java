package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.login.User;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.SessionUserStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in each SessionUser's status what was made of its keys. Every broker says the same, so it
 * doesn't matter which one does; none insists.
 */
final class UserStatuses {
  private static final SessionUserStatus NOTHING =
      new SessionUserStatus(List.of(), List.of(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final Calls calls;
  private final Snapshot snapshot;
  private final Map<String, String> tried = new HashMap<>();

  UserStatuses(KubernetesClient client, Calls calls, Snapshot snapshot) {
    this.client = client;
    this.calls = calls;
    this.snapshot = snapshot;
  }

  /** Writes what differs, each version of a user once. */
  void look() throws InterruptedException {
    for (SessionUser user : snapshot.users()) {
      var meta = user.getMetadata();
      var version = meta.getResourceVersion();
      var status = requireNonNullElse(user.getStatus(), NOTHING);
      var wanted = User.of(meta.getName(), user.getSpec()).status(status);
      if (!status.equals(wanted) && !version.equals(tried.put(meta.getName(), version))) {
        write(user, wanted);
      }
    }
  }

  private void write(SessionUser user, SessionUserStatus status) throws InterruptedException {
    var meta = user.getMetadata();
    var patch = StatusPatch.keys(meta.getResourceVersion(), status);
    calls.call(PATIENCE, () -> client.resource(user).subresource("status").patch(MERGE, patch));
  }
}
