package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Flavor;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.InstantSource;

/** One leader's time with the flavors: what is said of them follows the nodes. */
final class Sizes implements AutoCloseable {
  private final SimpleInboundEventSource<Flavor> changes = new SimpleInboundEventSource<>("nodes");
  private final Nodes nodes;
  private final IndexerResourceCache<Flavor> flavors;

  /** Begins when the operator does. */
  Sizes(KubernetesClient client, String namespace, Operator operator, InstantSource clock) {
    nodes = new Nodes(client, this::nodesChanged);
    var registered =
        operator.register(
            new FlavorReconciler(new Calls(client), nodes, new Autoscaler(client), clock, changes),
            config ->
                config
                    .withName("flavors")
                    .settingNamespace(namespace)
                    .withRetry(Term.AGAIN)
                    .withTriggerReconcilerOnAllEvents(true));
    flavors = ((Controller<Flavor>) registered).getEventSourceManager().getControllerEventSource();
  }

  private void nodesChanged() {
    if (flavors != null) {
      flavors.list().map(ResourceID::fromResource).forEach(changes::propagateEvent);
    }
  }

  @Override
  public void close() {
    nodes.close();
  }
}
