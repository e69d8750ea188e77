package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.FlavorSpec;
import dev.dormouse.crds.FlavorStatus;
import dev.dormouse.crds.FlavorStatus.Schedulable;
import dev.dormouse.reaper.fit.Fit;
import dev.dormouse.reaper.fit.Need;
import dev.dormouse.reaper.fit.Node;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One look at one flavor: whether there is a node for it, and whether it is the default. */
final class FlavorReconciler implements Reconciler<Flavor> {
  /** An autoscaler that has come, gone or grown is found by looking. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Calls calls;
  private final Nodes nodes;
  private final Autoscaler autoscaler;
  private final InstantSource clock;
  private final SimpleInboundEventSource<Flavor> changes;

  FlavorReconciler(
      Calls calls,
      Nodes nodes,
      Autoscaler autoscaler,
      InstantSource clock,
      SimpleInboundEventSource<Flavor> changes) {
    this.calls = calls;
    this.nodes = nodes;
    this.autoscaler = autoscaler;
    this.clock = clock;
    this.changes = changes;
  }

  @Override
  public List<EventSource<?, Flavor>> prepareEventSources(EventSourceContext<Flavor> context) {
    return List.of(changes);
  }

  @Override
  public UpdateControl<Flavor> reconcile(Flavor flavor, Context<Flavor> context) {
    List<Flavor> all = context.getPrimaryCache().list().toList();
    // A default that comes or goes changes what is said of others.
    all.stream()
        .filter(one -> !one.getMetadata().getName().equals(flavor.getMetadata().getName()))
        .filter(one -> !FlavorLook.told(one).equals(FlavorLook.problem(one, all)))
        .map(ResourceID::fromResource)
        .forEach(changes::propagateEvent);
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    Fit fit = fit(flavor.getSpec());
    String problem = FlavorLook.problem(flavor, all);
    var now = new FlavorStatus(fit.schedulable(), fit.why(), problem.isEmpty() ? null : problem);
    if (!now.equals(flavor.getStatus())) {
      var _ = calls.patchStatus(flavor, FlavorLook.patch(now));
    }
    return fit.schedulable() == Schedulable.YES
        ? UpdateControl.noUpdate()
        : UpdateControl.<Flavor>noUpdate().rescheduleAfter(AGAIN);
  }

  private Fit fit(FlavorSpec spec) {
    Optional<List<Node>> seen = nodes.seen();
    if (seen.isEmpty()) {
      return Fit.UNKNOWN;
    }
    Need need = FlavorLook.need(spec);
    Fit fit = Fit.of(need, seen.get(), false);
    return fit.schedulable() == Schedulable.YES
        ? fit
        : Fit.of(need, seen.get(), autoscaler.grows(clock.instant()));
  }
}
