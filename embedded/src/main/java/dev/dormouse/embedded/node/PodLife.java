package dev.dormouse.embedded.node;

import dev.dormouse.crds.objects.SessionContainer;
import dev.dormouse.embedded.node.ContainerLife.RestartPolicy;
import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
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
  private final List<ContainerLife> lives = new CopyOnWriteArrayList<>();
  private final Set<Act> played;
  private final Thread story;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Pod pod;
  private boolean told;

  PodLife(Site site, Pod pod) {
    this.site = site;
    this.pod = pod;
    this.played = playedByContainers(pod);
    this.board = new StatusBoard(site.client(), site.clock(), pod, FirstView.of(pod, site.clock()));
    this.story =
        Thread.ofVirtual().name("pod " + pod.getMetadata().getName()).unstarted(this::tell);
  }

  /** What is to happen some time after a container's start is that container's to play. */
  private static Set<Act> playedByContainers(Pod pod) {
    Set<Act> played = EnumSet.noneOf(Act.class);
    if (Play.of(pod).has(Act.OOM_KILL)) {
      played.add(Act.OOM_KILL);
    }
    return played;
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
    later(play, Act.EVICT, this::evict);
    later(play, Act.OOM_KILL, () -> lives.forEach(ContainerLife::killForMemory));
  }

  /** It is gone from the API, or the node ends: nothing of it may run on. */
  void vanish(Duration grace) throws InterruptedException {
    board.fallSilent();
    Instant deadline = site.clock().instant().plus(grace);
    end(() -> deadline);
    interrupt();
    over.await();
  }

  boolean isNamed(Pod other) {
    return pod.getMetadata().getName().equals(other.getMetadata().getName())
        && pod.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  private void tell() {
    try {
      live();
      new CountDownLatch(1).await();
    } catch (InterruptedException toldToEnd) {
      if (pod.getMetadata().getDeletionTimestamp() != null) {
        farewell();
      }
    } catch (IOException | RuntimeException broken) {
      LOG.atError()
          .setCause(broken)
          .addKeyValue("pod", pod.getMetadata().getName())
          .log("pod broke");
      site.events().warning(pod, null, "Failed", "the embedded node can't run it: " + broken);
    } finally {
      over.countDown();
    }
  }

  private void live() throws InterruptedException, IOException {
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
      run(new Work(site, pod, mounts, place));
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

  private void run(Work work) throws InterruptedException {
    RestartPolicy policy = RestartPolicy.of(pod.getSpec().getRestartPolicy());
    for (Container container : pod.getSpec().getInitContainers()) {
      RestartPolicy first = policy == RestartPolicy.ALWAYS ? RestartPolicy.ON_FAILURE : policy;
      ContainerLife life = life(work, container, first);
      life.tell();
      if (!board.view().container(life.name()).succeeded()) {
        return;
      }
    }
    List<Thread> threads =
        pod.getSpec().getContainers().stream()
            .map(container -> life(work, container, policy))
            .map(
                life -> Thread.ofVirtual().name("container " + life.name()).start(() -> tell(life)))
            .toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException toldToEnd) {
      end(this::deadline);
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
      throw toldToEnd;
    }
  }

  private ContainerLife life(Work work, Container container, RestartPolicy policy) {
    var life = new ContainerLife(site, pod, container, work, board, policy);
    lives.add(life);
    return life;
  }

  private static void tell(ContainerLife life) {
    try {
      life.tell();
    } catch (InterruptedException toldToEnd) {
      // It waited for its image or its next start: there is nothing to end.
    }
  }

  private void end(Supplier<Instant> deadline) {
    List<Thread> ends =
        lives.stream().map(life -> Thread.ofVirtual().start(() -> life.end(deadline))).toList();
    boolean interrupted = false;
    for (Thread one : ends) {
      while (one.isAlive()) {
        try {
          one.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last words, and then the object's own end; the uid keeps a later namesake safe. */
  private void farewell() {
    end(this::deadline);
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

  /** The API tells whole seconds, cut off: one more, so that nobody gets less than was asked. */
  private Instant deadline() {
    Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    String asked = pod.getMetadata().getDeletionTimestamp();
    return asked == null || grace == null ? Instant.MAX : Instant.parse(asked).plusSeconds(1);
  }

  private void evict() {
    board.change(
        view ->
            view.failed(
                "Evicted",
                "The node was low on resource: memory. Threshold quantity: 100Mi, available: 0."));
    site.events().warning(pod, null, "Evicted", "The node was low on resource: memory.");
    Instant now = site.clock().instant();
    end(() -> now);
  }

  private synchronized void later(Play play, Act act, Runnable deed) {
    play.after(act)
        .filter(_ -> played.add(act))
        .ifPresent(
            after ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            Thread.sleep(after);
                            deed.run();
                          } catch (InterruptedException ended) {
                            Thread.currentThread().interrupt();
                          }
                        }));
  }

  private synchronized void interrupt() {
    if (!told) {
      told = true;
      story.interrupt();
    }
  }
}
