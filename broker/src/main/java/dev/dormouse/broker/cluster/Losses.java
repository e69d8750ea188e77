package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.desk.Register.Renewed;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionStatus.Kept;
import dev.dormouse.crds.Wanted;
import dev.dormouse.crds.objects.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what a session had and has lost, because somebody said so: only then is another home or
 * host key made in its place.
 */
final class Losses {
  /** Somebody sits before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Calls calls;
  private final Snapshot snapshot;
  private final SessionCalls sessions;
  private final Homes homes;
  private final Residences residences;

  Losses(KubernetesClient client, Calls calls, Snapshot snapshot, SessionCalls sessions) {
    this.client = client;
    this.calls = calls;
    this.snapshot = snapshot;
    this.sessions = sessions;
    this.homes = new Homes(client, calls, snapshot, sessions);
    this.residences = new Residences(client, calls, snapshot);
  }

  Renewed forget(String owner, SessionId id) throws InterruptedException {
    Outcome<Session> read = sessions.read(id, PATIENCE);
    return switch (read) {
      case Outcome.Got<Session>(var session) when snapshot.counts(session) ->
          runs(session) ? new Renewed.Done() : forget(session);
      case Outcome.Got<Session> _ -> new Renewed.Done();
      // Where there is no session its whole namespace may be gone.
      case Outcome.Absent<Session> _ -> renewed(residences.forget(owner, PATIENCE));
      case Outcome<Session> other -> renewed(other);
    };
  }

  /** Its pod has the key and the home, whatever has become of them since. */
  private static boolean runs(Session session) {
    var phase = status(session).phase();
    return session.getSpec().wanted() == Wanted.AWAKE && phase != Phase.FAILED;
  }

  private Renewed forget(Session session) throws InterruptedException {
    String namespace = session.getMetadata().getNamespace();
    Kept home = status(session).home();
    Outcome<?> found = home == null ? NOTHING : homes.read(claim(namespace, home), PATIENCE);
    Outcome<?> taken = key(session);
    if (!(found instanceof Outcome.Got || found instanceof Outcome.Absent)) {
      return renewed(found);
    }
    if (!(taken instanceof Outcome.Got || taken instanceof Outcome.Conflict)) {
      return renewed(taken);
    }
    boolean noHome = found instanceof Outcome.Absent;
    boolean noKey = taken instanceof Outcome.Got && status(session).hostKey() != null;
    Renewed renewed = write(session, noHome, noKey);
    return renewed instanceof Renewed.Done && home != null && noHome
        ? others(session, text(home.claim()))
        : renewed;
  }

  private static final Outcome<?> NOTHING = new Outcome.Got<>("");

  /** A home that several shared is lost to all of them. */
  private Renewed others(Session session, String claim) throws InterruptedException {
    List<Session> all = new ArrayList<>();
    snapshot.sessions().all(session.getMetadata().getNamespace()).forEach(all::add);
    for (Session other : all) {
      boolean same = other.getMetadata().getName().equals(session.getMetadata().getName());
      if (!same && Homes.kept(other, claim).isPresent()) {
        Renewed renewed = write(other, true, false);
        if (!(renewed instanceof Renewed.Done)) {
          return renewed;
        }
      }
    }
    return new Renewed.Done();
  }

  private Renewed write(Session session, boolean home, boolean key) throws InterruptedException {
    if (!home && !key) {
      return new Renewed.Done();
    }
    var patch = StatusPatch.forget(session.getMetadata().getResourceVersion(), home, key);
    return renewed(sessions.patchStatus(SessionCalls.id(session), patch, PATIENCE));
  }

  /** Whether the Secret of its host key could be made: it may be made, and never read. */
  private Outcome<?> key(Session session) throws InterruptedException {
    String pinned = status(session).hostKey();
    if (pinned == null) {
      return NOTHING;
    }
    Secret same =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(session.getMetadata().getNamespace())
            .withName(Names.hostKey(session, pinned))
            .endMetadata()
            .build();
    return calls.call(PATIENCE, () -> client.resource(same).dryRun(true).create());
  }

  private static PersistentVolumeClaim claim(String namespace, Kept home) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(home.claim())
        .endMetadata()
        .build();
  }

  private static String text(@Nullable String text) {
    return requireNonNullElse(text, "");
  }

  private static SessionStatus status(Session session) {
    return requireNonNullElse(session.getStatus(), SessionStatus.NEW);
  }

  private static Renewed renewed(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Got<?> _, Outcome.Absent<?> _ -> new Renewed.Done();
      case Outcome.Conflict<?> _ -> new Renewed.Overtaken();
      case Outcome.No<?>(var status, var message) -> {
        var no = No.to(status, message);
        yield new Renewed.Refused(no.code(), no.why());
      }
      case Outcome.Away<?>(var why) -> new Renewed.Away(why);
    };
  }
}
