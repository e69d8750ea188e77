package dev.dormouse.embedded.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A process and what it started, ended together as a container's are. */
final class Tree {
  /** A killed process that nobody reaps counts as alive; it isn't waited for longer than this. */
  private static final Duration REAPING = Duration.ofSeconds(2);

  private Tree() {}

  /**
   * SIGTERM to all, SIGKILL to what is left at the deadline; returns when nothing is, or nothing
   * but zombies.
   *
   * @param deadline asked for again and again: it may move nearer
   */
  static void end(ProcessHandle root, InstantSource clock, Supplier<Instant> deadline) {
    List<ProcessHandle> all = all(root);
    all.forEach(ProcessHandle::destroy);
    Instant killed = Instant.MAX;
    while (all.stream().anyMatch(ProcessHandle::isAlive) && clock.instant().isBefore(killed)) {
      if (killed.equals(Instant.MAX) && !clock.instant().isBefore(deadline.get())) {
        kill(root);
        all.forEach(ProcessHandle::destroyForcibly);
        killed = clock.instant().plus(REAPING);
      }
      pause(Duration.ofMillis(10));
    }
  }

  static void kill(ProcessHandle root) {
    all(root).forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> all(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /** Ending goes on however often its thread is interrupted. */
  private static void pause(Duration span) {
    try {
      Thread.sleep(span);
    } catch (InterruptedException again) {
      // The deadline is read anew: that is what the interrupt asks for.
    }
  }
}
