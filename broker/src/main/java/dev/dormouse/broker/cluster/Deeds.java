package dev.dormouse.broker.cluster;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Answer;
import dev.dormouse.broker.wake.Entry;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.Report;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.Wanted;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.HomeClaim;
import dev.dormouse.crds.objects.HostKey;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.crds.objects.SessionPod;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;

/** The steps of a wake, as calls. Each says what came of it, and none is remembered here. */
final class Deeds {
  /** What the API server said so recently needn't be asked again before a pod is made of it. */
  private static final long FRESH = Duration.ofMillis(300).toNanos();

  /** Others write into a status too, but none does so all the time. */
  private static final int MOST_TRIES = 20;

  private final KubernetesClient client;
  private final Calls calls;
  private final Snapshot snapshot;
  private final SessionCalls sessions;
  private final PodCalls pods;
  private final BundleWay bundleWay;
  private final ClusterOptions options;
  private final Homes homes;
  private final Residences residences;

  Deeds(
      KubernetesClient client,
      Calls calls,
      Snapshot snapshot,
      SessionCalls sessions,
      PodCalls pods,
      BundleWay bundleWay,
      ClusterOptions options) {
    this.client = client;
    this.calls = calls;
    this.snapshot = snapshot;
    this.sessions = sessions;
    this.pods = pods;
    this.bundleWay = bundleWay;
    this.options = options;
    this.homes = new Homes(client, calls, snapshot, sessions);
    this.residences = new Residences(client, calls, snapshot);
  }

  Answer create(Order order, String run, Duration patience) throws InterruptedException {
    boolean known = residences.known(order);
    Outcome<Session> made = sessions.create(order, run, !known, patience);
    return known && made instanceof Outcome.Absent
        ? new Answer.Refused(
            Code.LOST,
            "the place of all your sessions, \"%s\", isn't there any more"
                .formatted(order.session().namespace()))
        : orElseRead(order, made, patience);
  }

  Answer claim(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException {
    var patch = StatusPatch.spec(read.version(), run);
    return orElseRead(order, sessions.patch(order.session(), patch, patience), patience);
  }

  /**
   * The Secret comes first: a session whose status names a key has the Secret of that key. Who
   * finds that another broker's key was taken removes their own.
   */
  Answer mint(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException {
    Optional<Session> session = snapshot.session(order.session());
    if (session.isEmpty()) {
      return new Answer.Overtaken();
    }
    Outcome<?> remembered = residences.remember(order, patience);
    // Whose user is gone has nobody who could be told.
    if (!(remembered instanceof Outcome.Got || remembered instanceof Outcome.Absent)) {
      return answer(remembered);
    }
    MintedKey key = MintedKey.mint();
    Secret secret = HostKey.secret(session.get(), key.publicKey(), key.privateKey());
    Outcome<Secret> made = calls.call(patience, () -> client.resource(secret).create());
    if (!(made instanceof Outcome.Got)) {
      return orElseRead(order, made, patience);
    }
    var patch = StatusPatch.hostKey(read.version(), run, key.publicKey());
    Outcome<Session> patched = sessions.patchStatus(order.session(), patch, patience);
    Answer answer = orElseRead(order, patched, patience);
    if (!(patched instanceof Outcome.Got) && !pinned(order, key)) {
      calls.call(patience, () -> client.resource(secret).delete());
    }
    return answer;
  }

  /** Our own answer may have been lost on its way: then the key that was taken is ours. */
  private boolean pinned(Order order, MintedKey key) {
    return snapshot
        .session(order.session())
        .map(Session::getStatus)
        .map(SessionStatus::hostKey)
        .filter(key.publicKey()::equals)
        .isPresent();
  }

  /** A pod for a run that is over would be nobody's: so the session is read before it is made. */
  Answer place(Order order, String run, Duration patience) throws InterruptedException {
    SessionId id = order.session();
    if (!snapshot.sessions().heardWithin(id.namespace(), id.name(), FRESH)) {
      Outcome<Session> read = sessions.read(id, patience);
      if (!(read instanceof Outcome.Got)) {
        return answer(read);
      }
    }
    Optional<Session> session = snapshot.session(id).filter(one -> is(one, run));
    Optional<SessionTemplate> usable = session.flatMap(snapshot::usable);
    if (session.isEmpty() || usable.isEmpty()) {
      return new Answer.Overtaken();
    }
    SessionTemplate template = usable.get();
    Outcome<Bundle> way = bundleWay.bundle(patience);
    if (!(way instanceof Outcome.Got<Bundle>(var bundle))) {
      return answer(way);
    }
    Optional<PersistentVolumeClaim> home = HomeClaim.of(session.get(), template);
    if (home.isPresent()) {
      Answer ready = homes.ready(session.get(), home.get(), patience);
      if (!(ready instanceof Answer.Done)) {
        return ready;
      }
    }
    Pod pod =
        SessionPod.of(
            session.get(), run, template, size(session.get(), template), options.userCa(), bundle);
    Outcome<Pod> made = pods.create(pod, patience);
    if (made instanceof Outcome.Conflict) {
      pods.read(id.namespace(), pod.getMetadata().getName(), patience);
    }
    return answer(made);
  }

  /** A pod that is there after all is known from then on, whatever the watch has told. */
  Answer gone(Order order, String run, Duration patience) throws InterruptedException {
    Optional<Session> session = snapshot.session(order.session());
    if (session.isEmpty()) {
      return new Answer.Overtaken();
    }
    String pod = Names.pod(session.get(), run);
    return switch (pods.read(order.session().namespace(), pod, patience)) {
      case Outcome.Got<Pod> _ -> new Answer.Overtaken();
      case Outcome.Absent<Pod> _ -> new Answer.Done();
      case Outcome<Pod> other -> answer(other);
    };
  }

  private Optional<Flavor> size(Session session, SessionTemplate template) {
    return snapshot.flavors().of(session.getSpec(), template.getSpec())
            instanceof Flavors.Chosen(var flavor)
        ? Optional.of(flavor)
        : Optional.empty();
  }

  /** Awake with this run, which nobody has declared dead. */
  private static boolean is(Session session, String run) {
    SessionStatus status = session.getStatus();
    return session.getSpec().wanted() == Wanted.AWAKE
        && run.equals(session.getSpec().run())
        && session.getMetadata().getDeletionTimestamp() == null
        && status != null
        && status.hostKey() != null
        && !(status.phase() == Phase.FAILED && run.equals(status.run()));
  }

  /**
   * Runs are never used twice, and a pod is made after its run was written down: so a session that
   * is read after its pod was seen, and names another run, has left that pod behind.
   */
  Answer endPrevious(Order order, PodSeen pod, Duration patience) throws InterruptedException {
    return switch (sessions.read(order.session(), patience)) {
      case Outcome.Got<Session>(var session) ->
          pod.run().equals(session.getSpec().run())
              ? new Answer.Overtaken()
              : answer(pods.end(order.session(), pod, patience));
      case Outcome<Session> other -> answer(other);
    };
  }

  Answer report(Order order, String run, Report report, Duration patience)
      throws InterruptedException {
    Optional<Session> seen = snapshot.session(order.session());
    for (int tries = 1; ; tries++) {
      if (seen.isEmpty()
          || !run.equals(seen.get().getSpec().run())
          || late(seen.get(), run, report)) {
        return new Answer.Overtaken();
      }
      var version = seen.get().getMetadata().getResourceVersion();
      var patch = StatusPatch.report(version, run, report);
      var patched = sessions.patchStatus(order.session(), patch, patience);
      if (!(patched instanceof Outcome.Conflict) || tries == MOST_TRIES) {
        return answer(patched);
      }
      if (!(sessions.read(order.session(), patience) instanceof Outcome.Got<Session>(var now))) {
        return new Answer.Overtaken();
      }
      seen = Optional.of(now);
    }
  }

  /**
   * A run that was declared dead stays dead, one that is awake doesn't wake any more, and of one
   * that was put to sleep the reaper tells.
   */
  private static boolean late(Session session, String run, Report report) {
    SessionStatus status = session.getStatus();
    if (session.getSpec().wanted() == Wanted.ASLEEP && !(report instanceof Report.Failed)) {
      return true;
    }
    if (status == null || !run.equals(status.run())) {
      return false;
    }
    return switch (report) {
      case Report.Waking _ -> status.phase() == Phase.FAILED || status.phase() == Phase.AWAKE;
      case Report.Awake _ -> status.phase() == Phase.FAILED;
      case Report.Failed _ -> false;
    };
  }

  /** After a conflict the next sight has to show what the winner did. */
  private Answer orElseRead(Order order, Outcome<?> outcome, Duration patience)
      throws InterruptedException {
    if (outcome instanceof Outcome.Conflict) {
      sessions.read(order.session(), patience);
    }
    return answer(outcome);
  }

  static Answer answer(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Got<?> _ -> new Answer.Done();
      case Outcome.Conflict<?> _, Outcome.Absent<?> _ -> new Answer.Overtaken();
      case Outcome.No<?>(var status, var message) -> No.to(status, message);
      case Outcome.Away<?>(var why) -> new Answer.Away(why);
    };
  }
}
