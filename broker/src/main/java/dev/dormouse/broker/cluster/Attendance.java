package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many connections this broker has to one session, and that the session's status says so: one
 * write when the first comes, whose answer is waited for, and one when the last has left, which
 * nobody waits for. Writes of one session are never in each other's way.
 */
final class Attendance {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final SessionId session;
  private final Desk desk;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int open;
  private String confirmed = "";
  private boolean owed;
  private boolean writing;

  /** What all sessions' attendances share. */
  interface Desk {
    /** Writes this broker's count into the session's status. */
    Outcome<Session> write(SessionId session, int open, Duration patience)
        throws InterruptedException;

    /** Whether asking makes no sense just now. */
    boolean away();

    /** By the snapshot: awake, with this run. */
    boolean awake(SessionId session, String run);
  }

  Attendance(SessionId session, Desk desk) {
    this.session = session;
    this.desk = desk;
  }

  Attachment attach(String run) {
    lock.lock();
    try {
      if (open > 0 && confirmed.equals(run)) {
        open++;
        return new Attachment.Made(handle());
      }
      return desk.away() ? unasked(run) : asked(run);
    } finally {
      lock.unlock();
    }
  }

  private Attachment asked(String run) {
    try {
      return switch (desk.write(session, open + 1, PATIENCE)) {
        case Outcome.Got<Session>(var now) -> {
          if (now.getSpec().wanted() == Wanted.ASLEEP || !run.equals(now.getSpec().run())) {
            owe();
            yield new Attachment.FallenAsleep();
          }
          open++;
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
    if (!desk.awake(session, run)) {
      return new Attachment.FallenAsleep();
    }
    open++;
    return new Attachment.Unreachable(handle());
  }

  private Attached handle() {
    return new Attached(this::leave);
  }

  private void leave() {
    lock.lock();
    try {
      open--;
      if (open == 0) {
        confirmed = "";
        owe();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A count was left behind by a broker of the same name, which isn't there any more. */
  void settle() {
    lock.lock();
    try {
      if (open == 0) {
        owe();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From here on nobody is there, whoever forgot to leave. */
  void end() {
    lock.lock();
    try {
      if (open > 0) {
        open = 0;
        owe();
      }
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
            owed = desk.write(session, open, PATIENCE) instanceof Outcome.Away;
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
