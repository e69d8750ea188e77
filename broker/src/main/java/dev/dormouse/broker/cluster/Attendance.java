package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which connections this broker has to one session, and that the session's status says so: one
 * write when the first comes, whose answer is waited for, and one when the last has left, which
 * nobody waits for; how many there are in between follows within seconds. Who comes while the
 * session is about to sleep is written too, and waits. Writes of one session are never in each
 * other's way.
 */
final class Attendance {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final SessionId session;
  private final Desk desk;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Odometer odometer = new Odometer();
  private final Vigil vigil;
  private final Condition changed = lock.newCondition();
  private final Set<Attached> here = new HashSet<>();
  private Instant since;
  private String confirmed = "";
  private boolean owed;
  private boolean writing;

  /** What all sessions' attendances share. */
  interface Desk extends Vigil.Desk {
    /**
     * Writes this broker's count into the session's status.
     *
     * @param arrival somebody comes just now
     */
    Outcome<Session> write(
        SessionId session, int open, Instant since, boolean arrival, Duration patience)
        throws InterruptedException;

    /** By the snapshot: awake, with this run. */
    boolean awake(SessionId session, String run);

    /** By the snapshot. */
    Seen seen(SessionId session);
  }

  Attendance(SessionId session, Desk desk) {
    this.session = session;
    this.desk = desk;
    this.since = desk.now();
    this.vigil = new Vigil(session, desk, odometer::moved);
  }

  Attachment attach(String run) {
    lock.lock();
    try {
      if (here.isEmpty()) {
        since = desk.now();
      } else if (confirmed.equals(run) && !desk.seen(session).sleepsSoon(desk.now())) {
        return new Attachment.Made(handle());
      }
      return desk.away() ? unasked(run) : asked(run);
    } finally {
      lock.unlock();
    }
  }

  private Attachment asked(String run) {
    try {
      return switch (desk.write(session, here.size() + 1, since, true, PATIENCE)) {
        case Outcome.Got<Session>(var now) -> {
          if (now.getSpec().wanted() == Wanted.ASLEEP || !run.equals(now.getSpec().run())) {
            owe();
            yield new Attachment.FallenAsleep();
          }
          confirmed = run;
          owed = false;
          yield new Attachment.Made(handle());
        }
        case Outcome.Absent<Session> _ -> new Attachment.FallenAsleep();
        case Outcome.Conflict<Session> _, Outcome.No<Session> _, Outcome.Away<Session> _ ->
            unasked(run);
      };
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return unasked(run);
    }
  }

  private Attachment unasked(String run) {
    owe();
    return desk.awake(session, run)
        ? new Attachment.Unreachable(handle())
        : new Attachment.FallenAsleep();
  }

  private Attached handle() {
    var handle = new Attached(this::leave);
    here.add(handle);
    odometer.joins(handle);
    return handle;
  }

  private void leave(Attached one) {
    lock.lock();
    try {
      if (!here.remove(one)) {
        return;
      }
      odometer.leaves(one);
      if (here.isEmpty()) {
        gone();
      }
    } finally {
      lock.unlock();
    }
  }

  private void gone() {
    confirmed = "";
    since = desk.now();
    owe();
  }

  /** A count was left behind by a broker of the same name, which isn't there any more. */
  void settle() {
    lock.lock();
    try {
      if (here.isEmpty()) {
        gone();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From here on nobody is there, whoever forgot to leave. */
  void end() {
    lock.lock();
    try {
      if (!here.isEmpty()) {
        here.clear();
        gone();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks whether the status says what is true, whether there was use, and whether it is about to
   * sleep. Nobody is waited for: what is just being written is looked at another time.
   */
  void look() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (here.isEmpty()) {
        return;
      }
      Seen seen = desk.seen(session);
      if (!owed && seen.told() != Seen.UNKNOWN && seen.told() != here.size()) {
        // More have come, some have left, or somebody thought that this broker was dead.
        owe();
      }
      vigil.look(seen);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the status says the truth, or until then. */
  void awaitWritten(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (writing && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The status says something else than is true: it is written in the background. */
  private void owe() {
    owed = true;
    if (!writing) {
      writing = true;
      Thread.ofVirtual().name("attachment of " + session.name()).start(this::write);
    }
  }

  private void write() {
    boolean more = true;
    try {
      while (more) {
        lock.lockInterruptibly();
        try {
          if (owed && !desk.away()) {
            owed = desk.write(session, here.size(), since, false, PATIENCE) instanceof Outcome.Away;
          }
          more = owed;
          if (!more) {
            writing = false;
            changed.signalAll();
          }
        } finally {
          lock.unlock();
        }
        if (more) {
          Thread.sleep(AGAIN);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
