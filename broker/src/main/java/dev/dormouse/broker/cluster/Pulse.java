package dev.dormouse.broker.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the watches are heard, and since when one isn't. Silence alone says little: a watch may
 * be late in beginning again, and one over plain HTTP that has nothing to tell counts as broken. So
 * the API server itself is asked before it counts as away.
 */
final class Pulse implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);

  private final Snapshot snapshot;
  private final BooleanSupplier answers;
  private final Duration patience;
  private final InstantSource clock;
  private final OutageLog log;
  private final Thread thread;
  private volatile List<String> silent = List.of();
  private volatile @Nullable Instant since;
  private volatile boolean away;
  private volatile boolean closed;

  private Pulse(
      Snapshot snapshot,
      BooleanSupplier answers,
      Duration patience,
      InstantSource clock,
      String address) {
    this.snapshot = snapshot;
    this.answers = answers;
    this.patience = patience;
    this.clock = clock;
    this.log = new OutageLog(address, answers);
    this.thread = Thread.ofVirtual().name("pulse").unstarted(this::beat);
  }

  /**
   * Begins to listen.
   *
   * @param answers whether the API server does, just now; asked while it isn't heard
   * @param patience how long a silence may be
   * @param address the API server's, for the log
   */
  static Pulse of(
      Snapshot snapshot,
      BooleanSupplier answers,
      Duration patience,
      InstantSource clock,
      String address) {
    Pulse pulse = new Pulse(snapshot, answers, patience, clock, address);
    pulse.thread.start();
    return pulse;
  }

  private void beat() {
    try {
      while (!closed) {
        silent =
            snapshot
                .all()
                .filter(one -> one.nanosBroken() > patience.toNanos())
                .map(Watched::name)
                .toList();
        if (silent.isEmpty()) {
          since = null;
        } else if (since == null) {
          since = clock.instant().minus(patience);
        }
        away = (silent.contains("sessions") || silent.contains("pods")) && !answers.getAsBoolean();
        log.look(snapshot.all().toList(), away);
        Thread.sleep(BEAT);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  boolean away() {
    return away;
  }

  /** What of the snapshot may be out of date, and since when, a line each. */
  List<String> stale() {
    return silent.stream().map(name -> name + ", not heard of since " + since).toList();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
