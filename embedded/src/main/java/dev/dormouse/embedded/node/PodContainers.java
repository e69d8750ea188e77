package dev.dormouse.embedded.node;

import dev.dormouse.embedded.node.ContainerLife.RestartPolicy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The containers of one pod: the first ones one after the other, then the others together. */
final class PodContainers {
  private final Site site;
  private final StatusBoard board;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<ContainerLife> lives = new CopyOnWriteArrayList<>();

  private boolean ending;

  PodContainers(Site site, StatusBoard board) {
    this.site = site;
    this.board = board;
  }

  /**
   * Returns when all are over; an interrupt ends them first.
   *
   * @param deadline when an ended one gets its SIGKILL
   */
  void run(Pod pod, Work work, Supplier<Instant> deadline) throws InterruptedException {
    RestartPolicy policy = RestartPolicy.of(pod.getSpec().getRestartPolicy());
    RestartPolicy first = policy == RestartPolicy.ALWAYS ? RestartPolicy.ON_FAILURE : policy;
    try {
      for (Container container : pod.getSpec().getInitContainers()) {
        ContainerLife life = life(pod, container, work, first);
        Optional<Thread> started = start(life);
        if (started.isEmpty()) {
          return;
        }
        started.get().join();
        if (!board.view().container(life.name()).succeeded()) {
          return;
        }
      }
      for (Container container : pod.getSpec().getContainers()) {
        start(life(pod, container, work, policy));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException toldToEnd) {
      end(deadline);
      threads.forEach(Thread::interrupt); // those that wait for an image or for their next start
      joinAll(threads);
      throw toldToEnd;
    }
  }

  /** Ends all that run, together; from now on nothing is started any more. */
  void end(Supplier<Instant> deadline) {
    shutGate();
    joinAll(
        lives.stream().map(life -> Thread.ofVirtual().start(() -> life.end(deadline))).toList());
  }

  void killForMemory() {
    lives.forEach(ContainerLife::killForMemory);
  }

  private synchronized void shutGate() {
    ending = true;
    lives.forEach(ContainerLife::shutGate);
  }

  private ContainerLife life(Pod pod, Container container, Work work, RestartPolicy policy) {
    return new ContainerLife(site, pod, container, work, board, policy);
  }

  /** Empty once the gate is shut. */
  private synchronized Optional<Thread> start(ContainerLife life) {
    if (ending) {
      return Optional.empty();
    }
    lives.add(life);
    var thread = Thread.ofVirtual().name("container " + life.name()).start(() -> tell(life));
    threads.add(thread);
    return Optional.of(thread);
  }

  private static void tell(ContainerLife life) {
    try {
      life.tell();
    } catch (InterruptedException toldToEnd) {
      // It waited for its image or its next start: there is nothing to end.
    }
  }

  private static void joinAll(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
