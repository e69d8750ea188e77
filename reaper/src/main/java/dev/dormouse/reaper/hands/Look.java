package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.reaper.mind.Attached;
import dev.dormouse.reaper.mind.Cost;
import dev.dormouse.reaper.mind.Cpu;
import dev.dormouse.reaper.mind.PodSeen;
import dev.dormouse.reaper.mind.Seen;
import dev.dormouse.reaper.mind.Use;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From the cluster's objects to what the mind sees. */
final class Look {
  /** What no broker has: so that no sum of what somebody wrote there runs over. */
  private static final int MOST_OPEN = 1_000_000;

  private Look() {}

  static Seen at(
      Session session, List<Pod> pods, boolean suspended, Predicate<String> gone, Cpu cpu) {
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    List<String> finalizers = requireNonNullElse(session.getMetadata().getFinalizers(), List.of());
    return new Seen(
        session.getSpec().wanted(),
        text(session.getSpec().run()),
        new Seen.Told(
            requireNonNullElse(status.phase(), Phase.ASLEEP),
            text(status.run()),
            text(status.message())),
        text(status.why()),
        time(session.getSpec().keepUntil()),
        suspended,
        status.attachments().entrySet().stream()
            .map(one -> attached(one.getKey(), one.getValue(), gone.test(one.getKey())))
            .toList(),
        pods.stream().map(Look::pod).toList(),
        cpu,
        use(status.use()),
        cost(status.cost()),
        session.getMetadata().getDeletionTimestamp() != null,
        finalizers.contains(Names.FORGET_HOME));
  }

  private static Attached attached(String broker, SessionStatus.Attachment one, boolean gone) {
    return new Attached(
        broker,
        Math.clamp(one.open(), 0, MOST_OPEN),
        time(one.since()),
        time(one.lastActive()),
        gone && one.open() > 0);
  }

  /** What can't be read is as if nothing was known yet: its time begins anew. */
  private static Use use(SessionStatus.@Nullable Use use) {
    return use == null || use.run() == null || use.since() == null || use.lastUsed() == null
        ? Use.NONE
        : new Use(
            use.run(),
            use.since(),
            use.lastUsed(),
            use.up(),
            use.attached(),
            text(use.heard()),
            time(use.cpuBusy()),
            time(use.cpuKnown()),
            use.ephemeral());
  }

  private static Cost cost(SessionStatus.@Nullable Cost cost) {
    return cost == null || cost.countedTo() == null
        ? Cost.NONE
        : new Cost(cost.podSecondsUsed(), cost.podSecondsSaved(), cost.countedTo());
  }

  static PodSeen pod(Pod pod) {
    Map<String, String> labels = requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    return new PodSeen(
        pod.getMetadata().getName(),
        pod.getMetadata().getUid(),
        labels.getOrDefault(Labels.RUN, ""),
        PodState.of(pod));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Instant time(@Nullable Instant time) {
    return time == null ? Use.NEVER : time;
  }
}
