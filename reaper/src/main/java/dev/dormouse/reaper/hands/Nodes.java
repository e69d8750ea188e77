package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import dev.dormouse.reaper.fit.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The nodes, kept by a watch; who may not see them knows nothing of them, and that is all. */
final class Nodes implements AutoCloseable {
  private final SharedIndexInformer<io.fabric8.kubernetes.api.model.Node> informer;

  /** So long it is worth waiting, so that nothing is told unknown that is known a moment later. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /**
   * Begins to watch.
   *
   * @param changed told when a node came, went, or isn't what it was
   */
  Nodes(KubernetesClient client, Runnable changed) {
    informer = client.nodes().runnableInformer(0);
    informer.exceptionHandler((_, _) -> true);
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(io.fabric8.kubernetes.api.model.Node added) {
            changed.run();
          }

          @Override
          public void onUpdate(
              io.fabric8.kubernetes.api.model.Node before,
              io.fabric8.kubernetes.api.model.Node now) {
            // A kubelet writes every few minutes that it lives.
            if (!seen(before).equals(seen(now))) {
              changed.run();
            }
          }

          @Override
          public void onDelete(io.fabric8.kubernetes.api.model.Node gone, boolean unseen) {
            changed.run();
          }
        });
    await(informer.start().toCompletableFuture());
  }

  private static void await(CompletableFuture<?> known) {
    try {
      known.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException later) {
      // Or never: that is what empty is for.
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** All of them; empty until they are known. */
  Optional<List<Node>> seen() {
    return informer.hasSynced()
        ? Optional.of(informer.getStore().list().stream().map(Nodes::seen).toList())
        : Optional.empty();
  }

  private static Node seen(io.fabric8.kubernetes.api.model.Node node) {
    List<Taint> taints = requireNonNullElse(node.getSpec().getTaints(), List.of());
    Map<String, Quantity> room =
        requireNonNullElse(node.getStatus().getAllocatable(), Map.<String, Quantity>of());
    return new Node(
        requireNonNullElse(node.getMetadata().getLabels(), Map.of()),
        taints.stream()
            .map(
                one ->
                    new Node.Taint(
                        one.getKey(), requireNonNullElse(one.getValue(), ""), one.getEffect()))
            .toList(),
        room.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, one -> one.getValue().getNumericalAmount())));
  }

  @Override
  public void close() {
    informer.stop();
  }
}
