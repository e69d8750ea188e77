package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each pod's life what the API says of it; knows pods by their uid, never by their name. */
final class Kubelet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
  private static final Duration LAST_GRACE = Duration.ofSeconds(2);

  private final Site site;
  private final Map<String, PodLife> lives = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> pods;
  private volatile boolean on = true;

  Kubelet(Site site, String node) {
    this.site = site;
    this.pods =
        site.client()
            .pods()
            .inAnyNamespace()
            .withField("spec.nodeName", node)
            .inform(new Changes());
  }

  /** Ends every pod's processes; the API is not told, since the cluster ends with them. */
  @Override
  public void close() {
    pods.close();
    endAll(LAST_GRACE);
  }

  /** Off: every process dies at once and nothing is said of it. On: what the API has runs anew. */
  void power(boolean switchedOn) {
    if (switchedOn) {
      on = true;
      pods.getStore().list().forEach(this::begin);
    } else {
      endAll(Duration.ZERO);
    }
  }

  /** One lock with the switch, so that no pod begins behind the back of the one who ends them. */
  private synchronized void begin(Pod pod) {
    if (on && !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase())) {
      lives.computeIfAbsent(pod.getMetadata().getUid(), _ -> new PodLife(site, pod).begin());
    }
  }

  private synchronized List<PodLife> switchOff() {
    on = false;
    var all = List.copyOf(lives.values());
    lives.clear();
    return all;
  }

  private void endAll(Duration grace) {
    var ends =
        switchOff().stream()
            .map(life -> Thread.ofVirtual().start(() -> vanish(life, grace)))
            .toList();
    for (Thread end : ends) {
      try {
        end.join();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void vanish(PodLife life, Duration grace) {
    try {
      life.vanish(grace);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Changes implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      begin(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      PodLife life = lives.get(now.getMetadata().getUid());
      if (life != null) {
        life.updated(now);
      }
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      PodLife life = lives.remove(pod.getMetadata().getUid());
      if (life != null) {
        Thread.ofVirtual().start(() -> forget(life, pod));
      }
    }

    private void forget(PodLife life, Pod pod) {
      vanish(life, Duration.ZERO);
      site.events().forget(pod.getMetadata().getUid());
      if (lives.values().stream().noneMatch(other -> other.isNamed(pod))) {
        Folders.delete(site.folders().pod(pod));
      }
      LOG.atDebug().addKeyValue("pod", pod.getMetadata().getName()).log("pod is gone");
    }
  }
}
