package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Watches over one session with connections of this broker: writes down that they are used, and
 * warns them before it sleeps. Both happen beside it, and no login waits for either.
 */
final class Vigil {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SessionId session;
  private final Desk desk;
  private final LongSupplier moved;
  private Usage usage = Usage.NONE;
  private boolean noting;
  private Instant warned = Instant.MIN;
  private boolean warning;

  /** What all sessions' vigils share. */
  interface Desk {
    /** The time. */
    Instant now();

    /** Whether asking makes no sense just now. */
    boolean away();

    /** Writes into the session's status when the connections were last used. */
    boolean active(SessionId session, Instant at, Duration patience) throws InterruptedException;

    /** Tells the session's terminals that it is about to sleep; it takes some seconds. */
    void warn(SessionId session) throws InterruptedException;
  }

  /**
   * Over a session.
   *
   * @param moved how many bytes of use all its connections have moved, ever
   */
  Vigil(SessionId session, Desk desk, LongSupplier moved) {
    this.session = session;
    this.desk = desk;
    this.moved = moved;
  }

  synchronized void look(Seen seen) {
    if (seen.enough() > 0 && !warning) {
      count(seen);
    }
    if (Forewarning.due(desk.now(), seen.sleepsAt(), seen.idleAfter(), warned)) {
      warned = seen.sleepsAt();
      warning = true;
      Thread.ofVirtual().name("warning of " + session.name()).start(this::warn);
    }
  }

  private void count(Seen seen) {
    usage = usage.seen(desk.now(), moved.getAsLong(), seen.enough());
    if (!noting && usage.worthWriting(desk.now(), seen.idleAfter())) {
      noting = true;
      Instant at = usage.active();
      Thread.ofVirtual().name("use of " + session.name()).start(() -> note(at));
    }
  }

  private void note(Instant at) {
    boolean written = false;
    try {
      written = !desk.away() && desk.active(session, at, PATIENCE);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      noted(at, written);
    }
  }

  private synchronized void noted(Instant at, boolean written) {
    noting = false;
    usage = written ? usage.wrote(at, desk.now()) : usage;
  }

  private void warn() {
    try {
      desk.warn(session);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      warned();
    }
  }

  /** What the terminals said then was ours: it must not be what keeps the session awake. */
  private synchronized void warned() {
    warning = false;
    usage = usage.without(desk.now(), moved.getAsLong());
  }
}
