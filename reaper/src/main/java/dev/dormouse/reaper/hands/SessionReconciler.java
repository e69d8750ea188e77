package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import dev.dormouse.metrics.ReaperMetrics;
import dev.dormouse.reaper.mind.Cpu;
import dev.dormouse.reaper.mind.Deed;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.PodSeen;
import dev.dormouse.reaper.mind.Policy;
import dev.dormouse.reaper.mind.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One look at one session: sees, lets the mind plan, writes it down, does it. */
final class SessionReconciler implements Reconciler<Session> {
  /** Between a timer and the moment it is for nothing is gained by being early. */
  private static final Duration JUST_AFTER = Duration.ofMillis(20);

  private final String prefix;
  private final Known known;
  private final Leases leases;
  private final CpuMeter meter;
  private final Deeds deeds;
  private final ReaperMetrics metrics;
  private final InstantSource clock;
  private final SimpleInboundEventSource<Session> changes;
  private final Nights nights = new Nights();

  SessionReconciler(
      String prefix,
      Known known,
      Leases leases,
      CpuMeter meter,
      Deeds deeds,
      ReaperMetrics metrics,
      InstantSource clock,
      SimpleInboundEventSource<Session> changes) {
    this.prefix = prefix;
    this.known = known;
    this.leases = leases;
    this.meter = meter;
    this.deeds = deeds;
    this.metrics = metrics;
    this.clock = clock;
    this.changes = changes;
  }

  @Override
  public List<EventSource<?, Session>> prepareEventSources(EventSourceContext<Session> context) {
    return List.of(changes);
  }

  @Override
  public UpdateControl<Session> reconcile(Session session, Context<Session> context) {
    // Elsewhere than in its owner's namespace anybody could have made it: it is nobody's session.
    if (context.isPrimaryResourceDeleted() || !counts(prefix, session)) {
      nights.forget(session.getMetadata().getUid());
      return UpdateControl.noUpdate();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Policy policy = known.policy(session.getSpec().template());
    Seen seen = seen(session, policy);
    Plan plan = Plan.of(seen, policy, now);
    nights.look(session, seen, plan, now).ifPresent(metrics::slept);
    written(session, seen, plan).ifPresent(as -> deeds.all(as, plan.deeds(), now));
    return plan.nextLook().compareTo(Plan.ON_CHANGE) >= 0
        ? UpdateControl.noUpdate()
        : UpdateControl.<Session>noUpdate()
            .rescheduleAfter(
                plan.nextLook().isNegative() ? JUST_AFTER : plan.nextLook().plus(JUST_AFTER));
  }

  static boolean counts(String prefix, Session session) {
    return session.getMetadata().getNamespace().equals(prefix + session.getSpec().owner());
  }

  private Seen seen(Session session, Policy policy) {
    List<Pod> pods = known.pods(session);
    boolean suspended = known.suspended(session.getSpec().owner());
    return Look.at(session, pods, suspended, leases::gone, cpu(session, pods, policy));
  }

  /** Asked only when it may matter: nobody is connected, and the pod runs. */
  private Cpu cpu(Session session, List<Pod> pods, Policy policy) {
    boolean asleep = session.getSpec().wanted() == Wanted.ASLEEP;
    Optional<PodSeen> running =
        pods.stream()
            .map(Look::pod)
            .filter(pod -> pod.run().equals(session.getSpec().run()))
            .filter(pod -> pod.state() instanceof PodSeen.Running)
            .findFirst();
    return asleep || policy.cpuBelow() == 0 || running.isEmpty()
        ? new Cpu.NotMeasured()
        : meter.of(session.getMetadata().getNamespace(), running.get().name());
  }

  /** The session as it is when the note is in it; none when it has changed meanwhile. */
  private Optional<Session> written(Session session, Seen seen, Plan plan) {
    if (plan.deeds().stream().anyMatch(Deed.PutToSleep.class::isInstance)) {
      // What falls asleep is told in one go with that.
      return Optional.of(session);
    }
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    ObjectNode patch = StatusPatch.of(seen, status, plan.note());
    if (patch.isEmpty()) {
      return Optional.of(session);
    }
    Optional<Session> written = deeds.calls().patchStatus(session, patch);
    if (written.isPresent()) {
      metrics.podSeconds(
          plan.note().cost().used() - seen.cost().used(),
          plan.note().cost().saved() - seen.cost().saved());
    }
    return written;
  }
}
