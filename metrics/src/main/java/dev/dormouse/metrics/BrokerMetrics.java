package dev.dormouse.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What a broker measures: logins, wakes, and what goes by. */
public final class BrokerMetrics {
  static final String STARTUP = "dormouse_startup_seconds";
  static final String LOGINS = "dormouse.logins";
  static final String WAKES = "dormouse.wakes";
  static final String OPEN = "dormouse.connections.open";
  static final String HELD = "dormouse.connections.held";
  static final String TURNED_AWAY = "dormouse.connections.turned.away";
  static final String RELAYED = "dormouse.relayed";
  static final String PAUSED = "dormouse.relay.paused";
  static final String CHANNELS = "dormouse.channels.opened";
  static final String LAG = "dormouse.event.loop.lag";
  static final String AGE = "dormouse.snapshot.age";
  static final String DRAINS = "dormouse.drains.since";

  /** A login to a running session is tens of milliseconds, one that waits for a node is minutes. */
  private static final int[] BUCKETS = {
    10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 7_500,
    10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000, 240_000, 300_000,
    420_000, 600_000
  };

  private static final String NONE = "none";

  private final Metrics metrics;
  private final Spread startup;
  private final Counter turnedAway;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicLong drains = new AtomicLong();
  private final LongAdder up = new LongAdder();
  private final LongAdder down = new LongAdder();
  private final Stopped upStopped = new Stopped(System::nanoTime);
  private final Stopped downStopped = new Stopped(System::nanoTime);

  public BrokerMetrics(Metrics metrics) {
    this.metrics = metrics;
    startup =
        Spread.of(
            metrics,
            STARTUP,
            "How long each phase of a login's startup took, as the person felt it, and total for all"
                + " of them. kind is cold when the session had to wake, running when it hadn't.",
            BUCKETS,
            "phase",
            "kind");
    turnedAway =
        metrics.counter(
            TURNED_AWAY, "Connections closed at once, since too many others hadn't logged in yet.");
    metrics.gauge(
        OPEN, "", "Connections of people who are logged in or wait for it.", open::doubleValue);
    metrics.gauge(HELD, "", "Those of them that wait for a session to wake.", held::doubleValue);
    metrics.gauge(
        DRAINS,
        "seconds",
        "When this broker was told to end, as seconds since 1970; 0 while it takes people.",
        drains::doubleValue);
    byDirection("up", up, upStopped);
    byDirection("down", down, downStopped);
  }

  private void byDirection(String direction, LongAdder bytes, Stopped stopped) {
    metrics.sum(
        RELAYED,
        "bytes",
        "Bytes of messages between people and sessions, up from people and down to them.",
        bytes::doubleValue,
        "direction",
        direction);
    metrics.sum(
        PAUSED,
        "seconds",
        "For how long one side wasn't read since the other took no more, of all connections together:"
            + " up is people waiting for their sessions, down is sessions waiting for people.",
        stopped::seconds,
        "direction",
        direction);
  }

  /**
   * A startup phase was reached.
   *
   * @param phase one of the design's list: {@code claimed}, {@code listening}, ...; {@code total}
   *     for all of them together
   * @param kind {@code cold} when the session had to wake, {@code running} when it hadn't
   * @param took since the phase before it
   * @param run whose it was, for who asks after a slow one
   */
  public void startup(String phase, String kind, Duration took, String run) {
    startup.tookBy(run, took, phase, kind);
  }

  /**
   * What may come, with none of it yet: a counter that begins with its first time hides that time
   * from whoever asks by how much it rose.
   *
   * @param codes of refusals
   */
  public void mayCome(Collection<String> codes) {
    wakes("woken", NONE);
    wakes("left", NONE);
    for (var code : codes) {
      wakes("failed", code);
      logins("refused", "publickey", code);
      logins("refused", "certificate", code);
    }
    startup.mayCome("total", "cold");
    startup.mayCome("total", "running");
  }

  /**
   * A login is over, with its connection.
   *
   * @param outcome how it ended: {@code client-left}, {@code served}, {@code refused}, ...
   * @param method what opened the door: {@code publickey}, {@code certificate}; {@code none}
   * @param code of a refusal, {@code DM-LIMIT}; else {@code none}
   */
  public void login(String outcome, String method, String code) {
    logins(outcome, method, code).increment();
  }

  private Counter logins(String outcome, String method, String code) {
    return metrics.counter(
        LOGINS,
        "Logins, counted when their connection is over, by how it ended and by what had opened"
            + " the door; a refused one has the code that docs/user.md explains.",
        "outcome",
        outcome,
        "method",
        method,
        "code",
        code);
  }

  /**
   * A wake of this broker is over; however many waited for it, it is one.
   *
   * @param outcome {@code woken}, {@code failed}, or {@code left} to others
   * @param code of what it failed for; else {@code none}
   */
  public void wake(String outcome, String code) {
    wakes(outcome, code).increment();
  }

  private Counter wakes(String outcome, String code) {
    return metrics.counter(
        WAKES,
        "Wakes of sessions that this broker saw to their end, by what became of them: woken,"
            + " failed with a code, left where somebody else had seen to it, or had ended it.",
        "outcome",
        outcome,
        "code",
        code);
  }

  public void connectionOpened() {
    open.incrementAndGet();
  }

  public void connectionClosed() {
    open.decrementAndGet();
  }

  /** A connection was closed at once: too many others hadn't logged in yet. */
  public void turnedAway() {
    turnedAway.increment();
  }

  /** A connection begins to wait for a session to wake. */
  public void holdBegan() {
    held.incrementAndGet();
  }

  /** It waits no more, whatever came of it. */
  public void holdEnded() {
    held.decrementAndGet();
  }

  /**
   * Somebody asked for a channel in a session, or a session for one to somebody.
   *
   * @param kind of a closed list: {@code session}, {@code direct-tcpip}, ... {@code other}
   */
  public void channelOpened(String kind) {
    metrics
        .counter(
            CHANNELS,
            "Channels that were asked for through the broker, by kind: session is a shell, a command"
                + " or a file transfer, the others are forwarded connections.",
            "kind",
            kind)
        .increment();
  }

  /** So many bytes have gone from somebody to their session. */
  public void relayedUp(int bytes) {
    up.add(bytes);
  }

  /** So many bytes have gone from a session to somebody. */
  public void relayedDown(int bytes) {
    down.add(bytes);
  }

  /** Somebody isn't read any more since their session takes no more, or is read again. */
  public void pausedUp(boolean now) {
    paused(upStopped, now);
  }

  /** A session isn't read any more since its person takes no more, or is read again. */
  public void pausedDown(boolean now) {
    paused(downStopped, now);
  }

  private static void paused(Stopped direction, boolean now) {
    if (now) {
      direction.oneMore();
    } else {
      direction.oneLess();
    }
  }

  /** From here on it is told how late the event loops are. */
  public void eventLoopLag(Supplier<Duration> lag) {
    metrics.gauge(
        LAG,
        "seconds",
        "How late an event loop came to what was due, at the worst of the last half minute: whatever"
            + " people type waits as long.",
        seconds(lag));
  }

  /** From here on it is told how old is what is known of the cluster. */
  public void snapshotAge(Supplier<Duration> age) {
    metrics.gauge(
        AGE,
        "seconds",
        "For how long nothing has been heard of that part of the cluster that was heard of longest"
            + " ago; 0 while all watches are heard.",
        seconds(age));
  }

  private static DoubleSupplier seconds(Supplier<Duration> time) {
    return () -> time.get().toNanos() / 1e9;
  }

  /** It takes nobody new from here on. */
  public void drains(Instant since) {
    drains.set(since.getEpochSecond());
  }
}
