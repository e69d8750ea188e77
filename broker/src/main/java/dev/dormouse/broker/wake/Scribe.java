package dev.dormouse.broker.wake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of a start into the session's status, beside the start, which doesn't wait for
 * it: only the newest report counts. A failure alone is waited for, because what follows rests on
 * it.
 */
final class Scribe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * How long a login that is nearly there may hold up the news that its session is awake, which
   * then is told together with the last phases.
   */
  private static final Duration NEARLY = Duration.ofSeconds(3);

  /** How long the last phases, which only a connection knows, may take after the first of them. */
  private static final Duration LAST_PHASES = Duration.ofSeconds(5);

  private final Ground ground;
  private final Order order;
  private @Nullable Note next;
  private @Nullable Note last;
  private String dead = "";
  private boolean writing;

  private record Note(String run, Report report) {}

  Scribe(Ground ground, Order order) {
    this.ground = ground;
    this.order = order;
  }

  /** Writes it soon, unless that was the last thing written already. */
  synchronized void note(String run, Report report) {
    Note note = new Note(run, report);
    if (run.equals(dead)) {
      return;
    }
    if (last != null && last.run().equals(run) && same(last.report(), report)) {
      return;
    }
    last = note;
    next = note;
    if (!writing) {
      writing = true;
      Thread.ofVirtual().name("status " + order.session().name()).start(this::write);
    }
  }

  /** Writes the failure, and answers when that is done or can't be. */
  void declare(String run, String message) throws InterruptedException {
    synchronized (this) {
      next = null;
      dead = run;
      while (writing) {
        wait();
      }
    }
    ground.report(order, run, new Report.Failed(message), PATIENCE);
  }

  /** Writes that its pod can be reached: with the phases that a login still goes through. */
  void awake(String run, Wake wake) {
    noteAfter(wake.aim() == Aim.LOGIN ? NEARLY : Duration.ZERO, run, wake);
  }

  /** Writes how it ended: well, with the phases that the first connection still goes through. */
  void last(String run, Wake wake) {
    noteAfter(LAST_PHASES, run, wake);
  }

  private void noteAfter(Duration patience, String run, Wake wake) {
    Thread.ofVirtual()
        .name("status " + order.session().name())
        .start(
            () -> {
              try {
                wake.await(StartupPhase.RELAYED, patience);
                if (wake.story().standing() instanceof Standing.Reachable at
                    && at.run().equals(run)) {
                  note(run, new Report.Awake(at.pod(), wake.story().startup()));
                }
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void write() {
    try {
      while (true) {
        Note note;
        synchronized (this) {
          if (next == null) {
            return;
          }
          note = next;
          next = null;
        }
        ground.report(order, note.run(), note.report(), PATIENCE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        writing = false;
        notifyAll();
      }
    }
  }

  /** Times alone are no news while it wakes; once it is awake they are. */
  private static boolean same(Report one, Report other) {
    return one.equals(other) || (one instanceof Report.Waking && other instanceof Report.Waking);
  }
}
