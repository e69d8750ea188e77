package dev.dormouse.reaper.hands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.Wanted;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.metrics.ReaperMetrics;
import dev.dormouse.metrics.audit.Audit;
import dev.dormouse.reaper.hands.Chronicle.News;
import dev.dormouse.reaper.mind.Cause;
import dev.dormouse.reaper.mind.Deed;
import dev.dormouse.reaper.mind.PodSeen;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Does what the mind has decided. Whatever has changed since it looked makes a deed come to
 * nothing: the change is looked at next.
 */
final class Deeds {
  private static final int MOST_TRIES = 5;

  private final KubernetesClient client;
  private final Calls calls;
  private final Known known;
  private final Chronicle chronicle;
  private final ReaperMetrics metrics;

  Deeds(KubernetesClient client, Known known, ReaperMetrics metrics, Audit audit) {
    this.client = client;
    this.calls = new Calls(client);
    this.known = known;
    this.chronicle = new Chronicle(client, audit);
    this.metrics = metrics;
  }

  Calls calls() {
    return calls;
  }

  /**
   * Does it.
   *
   * @param session as it was looked at, or as the last deed left it
   */
  void all(Session session, List<Deed> deeds, Instant now) {
    Session current = session;
    for (Deed deed : deeds) {
      Optional<Session> next = one(current, deed, now);
      if (next.isEmpty()) {
        return;
      }
      current = next.get();
    }
  }

  /** The session after it; none when the look is out of date. */
  private Optional<Session> one(Session session, Deed deed, Instant now) {
    return switch (deed) {
      case Deed.PutToSleep(var cause, var why, var onlyWithoutPod) ->
          putToSleep(session, cause, why, onlyWithoutPod, now);
      case Deed.EndPod(var pod) -> end(session, pod);
      case Deed.DeclareFailed(var why) -> declareFailed(session, why, now);
      case Deed.Forget(var cause, var withHome) -> forget(session, cause, withHome, now);
      case Deed.Unmark() -> finalizers(session, without(session));
      case Deed.DeleteHome() -> deleteHome(session);
      case Deed.EndAttachment(var broker) ->
          calls.patchStatus(session, StatusPatch.withoutAttachment(broker));
    };
  }

  private Optional<Session> putToSleep(
      Session session, Cause cause, String why, boolean onlyWithoutPod, Instant now) {
    String run = Objects.requireNonNullElse(session.getSpec().run(), "");
    if (onlyWithoutPod
        && known.podsNow(session).stream().map(Look::pod).anyMatch(pod -> pod.run().equals(run))) {
      return Optional.empty();
    }
    ObjectNode asleep = JsonNodeFactory.instance.objectNode();
    asleep.putObject("spec").put("wanted", "Asleep");
    Optional<Session> taken = calls.patch(session, asleep);
    if (taken.isEmpty()) {
      return taken;
    }
    metrics.verdict(cause.verdict(), cause.word());
    chronicle.tell(session, News.FELL_ASLEEP, why, now);
    Optional<Session> told = told(taken.get(), run, why);
    for (var pod : known.pods(session)) {
      if (pod.getMetadata().getDeletionTimestamp() == null) {
        end(taken.get(), Look.pod(pod));
      }
    }
    return told;
  }

  /** Brokers write into the same status at that moment: their connections end. */
  private Optional<Session> told(Session taken, String run, String why) {
    Optional<Session> now = Optional.of(taken);
    for (int attempt = 0; attempt < MOST_TRIES && now.isPresent(); attempt++) {
      Optional<Session> told = calls.patchStatus(now.get(), StatusPatch.fallingAsleep(run, why));
      if (told.isPresent()) {
        return told;
      }
      now =
          calls
              .read(taken)
              .filter(one -> one.getSpec().wanted() == Wanted.ASLEEP)
              .filter(one -> run.equals(Objects.requireNonNullElse(one.getSpec().run(), "")));
    }
    return Optional.empty();
  }

  /**
   * Held against the session as it is now: a run's pod is made after the run was written down, and
   * no run comes twice, so a pod of another run, or of one that shall sleep, is needed by nobody.
   */
  private Optional<Session> end(Session session, PodSeen pod) {
    Optional<Session> now = calls.read(session);
    boolean needed =
        now.filter(one -> one.getMetadata().getUid().equals(session.getMetadata().getUid()))
            .filter(one -> one.getSpec().wanted() == Wanted.AWAKE)
            .filter(one -> pod.run().equals(one.getSpec().run()))
            .isPresent();
    if (needed) {
      return Optional.empty();
    }
    calls.deletePod(session.getMetadata().getNamespace(), pod.name(), pod.uid());
    return Optional.of(session);
  }

  private Optional<Session> declareFailed(Session session, String why, Instant now) {
    String run = Objects.requireNonNullElse(session.getSpec().run(), "");
    Optional<Session> told =
        calls.patchStatus(session, StatusPatch.failed(run, why + " (DM-SLOW)"));
    if (told.isPresent()) {
      metrics.verdict(Cause.NEVER_STARTED.verdict(), Cause.NEVER_STARTED.word());
      chronicle.tell(session, News.START_FAILED, why, now);
      for (var pod : known.pods(session)) {
        calls.deletePod(
            session.getMetadata().getNamespace(),
            pod.getMetadata().getName(),
            pod.getMetadata().getUid());
      }
    }
    return told;
  }

  private Optional<Session> forget(Session session, Cause cause, boolean withHome, Instant now) {
    Optional<Session> marked =
        withHome == hasMark(session)
            ? Optional.of(session)
            : finalizers(session, withHome ? with(session) : without(session));
    if (marked.isPresent() && calls.delete(marked.get())) {
      metrics.verdict(cause.verdict(), cause.word());
      chronicle.tell(session, News.FORGOTTEN, withHome ? "with its home" : "its home stays", now);
    }
    return Optional.empty();
  }

  /** Only the session's own: a home that others share carries no session's label. */
  private Optional<Session> deleteHome(Session session) {
    var meta = session.getMetadata();
    PersistentVolumeClaim claim =
        client
            .persistentVolumeClaims()
            .inNamespace(meta.getNamespace())
            .withName(Names.home(session, Home.Scope.SESSION))
            .get();
    if (claim != null
        && claim.getMetadata().getLabels() != null
        && meta.getName().equals(claim.getMetadata().getLabels().get(Labels.SESSION))) {
      calls.deleteClaim(
          meta.getNamespace(), claim.getMetadata().getName(), claim.getMetadata().getUid());
    }
    return finalizers(session, without(session));
  }

  private Optional<Session> finalizers(Session session, List<String> finalizers) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    var list = patch.putObject("metadata").putArray("finalizers");
    finalizers.forEach(list::add);
    return calls.patch(session, patch);
  }

  private static boolean hasMark(Session session) {
    return of(session).contains(Names.FORGET_HOME);
  }

  private static List<String> with(Session session) {
    List<String> finalizers = new ArrayList<>(without(session));
    finalizers.add(Names.FORGET_HOME);
    return finalizers;
  }

  private static List<String> without(Session session) {
    return of(session).stream().filter(one -> !one.equals(Names.FORGET_HOME)).toList();
  }

  private static List<String> of(Session session) {
    return Objects.requireNonNullElse(session.getMetadata().getFinalizers(), List.of());
  }
}
