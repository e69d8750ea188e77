package dev.dormouse.cli.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** When each pod of a namespace was first seen to be how far. */
final class PodWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, Map<Moment, Long>> seen = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();
  private final SharedIndexInformer<Pod> informer;

  /** What a pod goes through, as the API server tells it. */
  enum Moment {
    ADDRESS("has an address"),
    READY("is Ready"),
    GONE("is gone");

    private final String words;

    Moment(String words) {
      this.words = words;
    }
  }

  PodWatch(KubernetesClient client, String namespace) {
    informer = client.pods().inNamespace(namespace).inform(new Eyes());
  }

  /** Waits for it; the time is {@link System#nanoTime}'s, when the news came. */
  synchronized long await(String pod, Moment moment) throws IOException, InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.getOrDefault(pod, Map.of()).containsKey(moment)) {
      var left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new IOException(
            "pod %s was made, and %d s later it isn't so that it %s"
                .formatted(pod, PATIENCE.toSeconds(), moment.words));
      }
      wait(left);
    }
    return seen.getOrDefault(pod, Map.of()).getOrDefault(moment, 0L);
  }

  /** Once the pod has one. */
  synchronized String address(String pod) {
    return addresses.getOrDefault(pod, "");
  }

  private synchronized void note(Pod pod, Moment moment) {
    seen.computeIfAbsent(pod.getMetadata().getName(), _ -> new EnumMap<>(Moment.class))
        .putIfAbsent(moment, System.nanoTime());
    notifyAll();
  }

  private synchronized void look(Pod pod) {
    var address = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
    if (address != null && !address.isEmpty()) {
      addresses.put(pod.getMetadata().getName(), address);
      note(pod, Moment.ADDRESS);
    }
    if (Readiness.isPodReady(pod)) {
      note(pod, Moment.READY);
    }
  }

  @Override
  public void close() {
    informer.close();
  }

  /** Hears of each change. */
  private final class Eyes implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      look(pod);
    }

    @Override
    public void onUpdate(Pod old, Pod pod) {
      look(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      note(pod, Moment.GONE);
    }
  }
}
