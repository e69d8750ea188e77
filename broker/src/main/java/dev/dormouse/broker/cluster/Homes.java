package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Answer;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionStatus.Kept;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;

/**
 * A session's home at a start: made for who never had one, found again, and never made anew in the
 * place of one that is lost. What was there once is remembered by the sessions' status.
 */
final class Homes {
  private final KubernetesClient client;
  private final Calls calls;
  private final Snapshot snapshot;
  private final SessionCalls sessions;

  Homes(KubernetesClient client, Calls calls, Snapshot snapshot, SessionCalls sessions) {
    this.client = client;
    this.calls = calls;
    this.snapshot = snapshot;
    this.sessions = sessions;
  }

  /** Done when it is there and the session's status names it. */
  Answer ready(Session session, PersistentVolumeClaim home, Duration patience)
      throws InterruptedException {
    String claim = home.getMetadata().getName();
    String had = kept(session, claim).map(Kept::uid).orElse("");
    boolean once = !had.isEmpty() || remembered(session.getMetadata().getNamespace(), claim);
    var made = once ? read(home, patience) : create(home, patience);
    // Somebody has made it already.
    return switch (made instanceof Outcome.Conflict ? read(home, patience) : made) {
      case Outcome.Got<PersistentVolumeClaim>(var found) -> found(session, had, found, patience);
      case Outcome.Absent<PersistentVolumeClaim> _ when once ->
          new Answer.Refused(Code.LOST, "its home \"" + claim + "\" isn't there any more");
      case Outcome<PersistentVolumeClaim> other -> Deeds.answer(other);
    };
  }

  private Answer found(Session session, String had, PersistentVolumeClaim found, Duration patience)
      throws InterruptedException {
    var meta = found.getMetadata();
    if (meta.getDeletionTimestamp() != null) {
      return !had.isEmpty()
          ? new Answer.Refused(Code.LOST, "its home \"" + meta.getName() + "\" is being deleted")
          : new Answer.Later("waiting for the previous home to be removed");
    }
    if (meta.getUid().equals(had)) {
      return new Answer.Done();
    }
    var patch =
        StatusPatch.home(session.getMetadata().getResourceVersion(), meta.getName(), meta.getUid());
    var written = sessions.patchStatus(SessionCalls.id(session), patch, patience);
    return written instanceof Outcome.Got && !had.isEmpty()
        ? new Answer.Later("its home isn't the one it had: somebody has put another in its place")
        : Deeds.answer(written);
  }

  /** Whether any session of this namespace had this home. */
  private boolean remembered(String namespace, String claim) {
    return snapshot.sessions().all(namespace).anyMatch(one -> kept(one, claim).isPresent());
  }

  static Optional<Kept> kept(Session session, String claim) {
    var home = requireNonNullElse(session.getStatus(), SessionStatus.NEW).home();
    return Optional.ofNullable(home).filter(it -> claim.equals(it.claim()));
  }

  Outcome<PersistentVolumeClaim> read(PersistentVolumeClaim home, Duration patience)
      throws InterruptedException {
    var meta = home.getMetadata();
    return calls.read(
        patience,
        meta.getName(),
        () ->
            client
                .persistentVolumeClaims()
                .inNamespace(meta.getNamespace())
                .withName(meta.getName())
                .get());
  }

  private Outcome<PersistentVolumeClaim> create(PersistentVolumeClaim home, Duration patience)
      throws InterruptedException {
    return calls.call(patience, () -> client.resource(home).create());
  }
}
