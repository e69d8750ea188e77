package dev.dormouse.embedded.node;

import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One container: pulled, started, started again when it ends, ended when it is told to. */
final class ContainerLife {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Site site;
  private final Pod pod;
  private final Container container;
  private final Work work;
  private final StatusBoard board;
  private final RestartPolicy policy;
  private final Play play;

  private boolean ending;
  private boolean outOfMemory;
  private @Nullable Process process;

  /** Whether a container is started again after it ended. */
  enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    static RestartPolicy of(@Nullable String policy) {
      return switch (policy) {
        case "Never" -> NEVER;
        case "OnFailure" -> ON_FAILURE;
        case null, default -> ALWAYS;
      };
    }

    private boolean again(int exitCode) {
      return this == ALWAYS || (this == ON_FAILURE && exitCode != 0);
    }
  }

  ContainerLife(
      Site site, Pod pod, Container container, Work work, StatusBoard board, RestartPolicy policy) {
    this.site = site;
    this.pod = pod;
    this.container = container;
    this.work = work;
    this.board = board;
    this.policy = policy;
    this.play = Play.of(pod);
  }

  /** From the pull to the last end. */
  void tell() throws InterruptedException {
    new Pull(site, pod, container, board).await();
    Duration wait = site.pace().crash();
    for (int restart = 0; ; restart++) {
      Instant since = site.clock().instant();
      End ended = run(restart);
      boolean again = !ending() && policy.again(ended.code());
      var end =
          Ending.of(
              container,
              ended.code(),
              ended.startError(),
              outOfMemory(),
              since,
              site.clock().instant(),
              log(restart));
      board.container(name(), view -> view.ended(end, !again));
      if (!again) {
        return;
      }
      if (restart > 0) {
        String self =
            "%s_%s(%s)"
                .formatted(
                    pod.getMetadata().getName(),
                    pod.getMetadata().getNamespace(),
                    pod.getMetadata().getUid());
        String message =
            "back-off %ds restarting failed container=%s pod=%s"
                .formatted(Math.max(1, wait.toSeconds()), name(), self);
        site.events()
            .warning(
                pod,
                name(),
                "BackOff",
                "Back-off restarting failed container %s in pod %s".formatted(name(), self));
        board.container(name(), view -> view.backingOff(message));
        Thread.sleep(wait);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      }
    }
  }

  /** SIGTERM, and SIGKILL at the deadline, to it and all that it started. */
  void end(Supplier<Instant> deadline) {
    Optional<Process> running = closeGate();
    running.ifPresent(
        one -> {
          site.events().normal(pod, name(), "Killing", "Stopping container " + name());
          Tree.end(one.toHandle(), site.clock(), deadline);
        });
  }

  /** Ends it as the kernel does when memory is short. */
  synchronized void killForMemory() {
    if (process != null) {
      outOfMemory = true;
      Tree.kill(process.toHandle());
    }
  }

  String name() {
    return container.getName();
  }

  /** What ended, and how; a process that couldn't be started has no exit code of its own. */
  private record End(int code, Optional<String> startError) {}

  private End run(int restart) throws InterruptedException {
    try {
      Process started = startOnceItCan(restart);
      site.events().normal(pod, name(), "Created", "Container created");
      site.events().normal(pod, name(), "Started", "Container started");
      Instant now = site.clock().instant();
      board.change(
          view ->
              view.at(work.place().address())
                  .with(
                      view.container(name())
                          .running(
                              now,
                              restart,
                              !play.has(Act.NEVER_READY) && view.failure().isEmpty())));
      var outOfMemory = play.after(Act.OOM_KILL);
      if (outOfMemory.isPresent() && !started.waitFor(outOfMemory.get())) {
        killForMemory();
      }
      return new End(started.waitFor(), Optional.empty());
    } catch (IOException cause) {
      site.events().warning(pod, name(), "Failed", "Error: " + cause.getMessage());
      return new End(128, Optional.of("failed to create containerd task: " + cause.getMessage()));
    }
  }

  private Process startOnceItCan(int restart) throws IOException, InterruptedException {
    while (true) {
      try {
        return start(restart);
      } catch (Variables.Missing | RuntimeException refused) {
        if (Thread.interrupted() || ending()) {
          throw new InterruptedException("told to end while it was being created");
        }
        String sentence = String.valueOf(refused.getMessage());
        site.events().warning(pod, name(), "Failed", "Error: " + sentence);
        board.container(name(), view -> view.waitingFor("CreateContainerConfigError", sentence));
        Thread.sleep(site.pace().retry());
      }
    }
  }

  private synchronized Process start(int restart)
      throws IOException, InterruptedException, Variables.Missing {
    if (ending) {
      throw new InterruptedException("told to end before its start");
    }
    outOfMemory = false;
    process = work.start(container, log(restart));
    return process;
  }

  /** From now on it isn't started again. */
  synchronized void shutGate() {
    ending = true;
  }

  private synchronized Optional<Process> closeGate() {
    shutGate();
    return Optional.ofNullable(process).filter(Process::isAlive);
  }

  private synchronized boolean ending() {
    return ending;
  }

  private synchronized boolean outOfMemory() {
    return outOfMemory;
  }

  private Path log(int restart) {
    return site.folders().log(pod, name(), restart);
  }
}
