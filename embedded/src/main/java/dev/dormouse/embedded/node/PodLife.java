package dev.dormouse.embedded.node;

import dev.dormouse.crds.objects.SessionContainer;
import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pod on this node, told from top to bottom on one virtual thread: from its binding to its end.
 *
 * <p>Being told to end is an interrupt; how it ends is the same wherever its story stood.
 */
final class PodLife {
  private static final Logger LOG = LoggerFactory.getLogger(PodLife.class);

  private final Site site;
  private final StatusBoard board;
  private final PodContainers containers;
  private final Cues cues = new Cues();
  private final Thread story;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Pod pod;
  private volatile Instant latest = Instant.MAX;
  private boolean told;

  PodLife(Site site, Pod pod) {
    this.site = site;
    this.pod = pod;
    this.board = new StatusBoard(site.client(), site.clock(), pod, FirstView.of(pod, site.clock()));
    this.containers = new PodContainers(site, board);
    if (Play.of(pod).has(Act.OOM_KILL)) {
      cues.without(Act.OOM_KILL); // each container plays it, some time after each of its starts
    }
    this.story =
        Thread.ofVirtual().name("pod " + pod.getMetadata().getName()).unstarted(this::tell);
  }

  PodLife begin() {
    story.start();
    updated(pod);
    return this;
  }

  /** The API has something new of it: perhaps that it shall end, or what to play. */
  void updated(Pod now) {
    pod = now;
    if (now.getMetadata().getDeletionTimestamp() != null) {
      interrupt();
    }
    Play play = Play.of(now);
    cues.give(play, Act.EVICT, this::evict);
    cues.give(play, Act.OOM_KILL, containers::killForMemory);
  }

  /** It is gone from the API, or the node ends: nothing of it may run on. */
  void vanish(Duration grace) throws InterruptedException {
    board.fallSilent();
    latest = site.clock().instant().plus(grace);
    containers.end(this::deadline);
    interrupt();
    over.await();
  }

  boolean isNamed(Pod other) {
    return pod.getMetadata().getName().equals(other.getMetadata().getName())
        && pod.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  private void tell() {
    try {
      tryToLive();
      new CountDownLatch(1).await();
    } catch (InterruptedException toldToEnd) {
      if (pod.getMetadata().getDeletionTimestamp() != null && !board.isSilent()) {
        farewell();
      }
    } finally {
      over.countDown();
    }
  }

  /** What breaks it is told; it can be deleted all the same. A broken call may be an interrupt. */
  private void tryToLive() throws InterruptedException {
    try {
      live();
    } catch (IOException | RuntimeException broken) {
      if (Thread.interrupted() || isTold()) {
        throw new InterruptedException("told to end in the middle of a call");
      }
      LOG.atError()
          .setCause(broken)
          .addKeyValue("pod", pod.getMetadata().getName())
          .log("pod broke");
      site.events().warning(pod, null, "Failed", "the embedded node can't run it: " + broken);
    }
  }

  private void live() throws InterruptedException, IOException {
    site.folders().clear(pod);
    board.tell();
    Play.of(pod)
        .mistake()
        .ifPresent(mistake -> site.events().warning(pod, null, "UnknownPlay", mistake));
    Mounts mounts = mounts();
    if (!pod.getSpec().getVolumes().isEmpty()) {
      Thread.sleep(site.pace().mount());
    }
    Thread.sleep(site.pace().sandbox());
    board.change(view -> view.inSandbox(true));
    Addresses.Place place = site.addresses().take(SessionContainer.PORT);
    try {
      announce(place);
      containers.run(pod, new Work(site, pod, mounts, place), this::deadline);
      board.change(view -> view.inSandbox(false));
    } finally {
      site.addresses().giveBack(place.address());
    }
  }

  private Mounts mounts() throws InterruptedException, IOException {
    Play play = Play.of(pod);
    if (play.has(Act.VOLUME_HELD)) {
      site.events().warning(pod, null, "FailedAttachVolume", Claims.HELD);
      Duration held = play.after(Act.VOLUME_HELD).orElse(Duration.ZERO);
      Thread.sleep(held.isZero() ? Duration.ofDays(1) : held);
    }
    while (true) {
      try {
        return Mounts.of(site, pod);
      } catch (Mounts.NotYet notYet) {
        site.events().warning(pod, null, "FailedMount", notYet.sentence());
        Thread.sleep(site.pace().retry());
      }
    }
  }

  /** Only where a pod has no address of its own is its sshd's port another than it says. */
  private void announce(Addresses.Place place) {
    if (place.port() != SessionContainer.PORT) {
      site.client()
          .resource(pod)
          .edit(
              now -> {
                now.getMetadata().getAnnotations().put(Addresses.PORT, "" + place.port());
                return now;
              });
    }
  }

  /** The last words, and then the object's own end; the uid keeps a later namesake safe. */
  private void farewell() {
    containers.end(this::deadline);
    board.change(PodView::over);
    String path =
        "/api/v1/namespaces/%s/pods/%s"
            .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(0L)
            .withNewPreconditions()
            .withUid(pod.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      site.client().raw(path, "DELETE", options);
    } catch (KubernetesClientException gone) {
      LOG.atDebug().setCause(gone).log("pod was gone already");
    }
  }

  /**
   * The nearer of what the API and the node want. The API tells whole seconds, cut off: one more,
   * so that nobody gets less than was asked.
   */
  private Instant deadline() {
    String asked = pod.getMetadata().getDeletionTimestamp();
    Instant byApi = asked == null ? Instant.MAX : Instant.parse(asked).plusSeconds(1);
    return byApi.isBefore(latest) ? byApi : latest;
  }

  private void evict() {
    board.change(
        view ->
            view.failed(
                "Evicted",
                "The node was low on resource: memory. Threshold quantity: 100Mi, available: 0."));
    site.events().warning(pod, null, "Evicted", "The node was low on resource: memory.");
    latest = site.clock().instant();
    containers.end(this::deadline);
  }

  private synchronized boolean isTold() {
    return told;
  }

  private synchronized void interrupt() {
    if (!told) {
      told = true;
      story.interrupt();
    }
  }
}
