package dev.dormouse.broker.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the watches are heard, and since when one isn't. It asks them, not the API server. */
final class Pulse implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);

  private final Snapshot snapshot;
  private final Duration patience;
  private final InstantSource clock;
  private final Thread thread;
  private volatile List<String> silent = List.of();
  private volatile @Nullable Instant since;

  private Pulse(Snapshot snapshot, Duration patience, InstantSource clock) {
    this.snapshot = snapshot;
    this.patience = patience;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("pulse").unstarted(this::beat);
  }

  /** Something is away when it wasn't heard for longer than this. */
  static Pulse of(Snapshot snapshot, Duration patience, InstantSource clock) {
    Pulse pulse = new Pulse(snapshot, patience, clock);
    pulse.thread.start();
    return pulse;
  }

  private void beat() {
    try {
      while (true) {
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
        Thread.sleep(BEAT);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  boolean away() {
    return silent.contains("sessions") || silent.contains("pods");
  }

  /** What of the snapshot may be out of date, and since when, a line each. */
  List<String> stale() {
    return silent.stream().map(name -> name + ", not heard of since " + since).toList();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
