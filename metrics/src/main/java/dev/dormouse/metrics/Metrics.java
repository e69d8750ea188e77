package dev.dormouse.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Everything that is measured: each metric's name, labels and help, spelled here and nowhere else.
 * Labels come from closed lists, never from what somebody typed: no user and no session is one. Any
 * thread may tell; none waits.
 */
public final class Metrics {
  static final String STARTUP = "dormouse.startup";
  static final String LOGINS = "dormouse.logins";
  static final String OPEN = "dormouse.connections.open";
  static final String HELD = "dormouse.connections.held";
  static final String RELAYED = "dormouse.relayed";
  static final String TURNED_AWAY = "dormouse.connections.turned.away";

  static final String VERDICTS = "dormouse.verdicts";
  static final String POD_SECONDS = "dormouse.pod.seconds";
  static final String LEADS = "dormouse.reaper.leads";

  /** A login to a running session is tens of milliseconds, one that waits for a node is minutes. */
  private static final Duration[] BUCKETS =
      Stream.of(
              10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000,
              7_500, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000,
              240_000, 300_000, 420_000, 600_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final Counter turnedAway =
      Counter.builder(TURNED_AWAY)
          .description("Connections closed at once, since too many others hadn't logged in yet.")
          .register(registry);

  private final LongAdder up = new LongAdder();
  private final LongAdder down = new LongAdder();

  /** Below zero where there is no reaper. */
  private final AtomicInteger leads = new AtomicInteger(-1);

  public Metrics() {
    Gauge.builder(OPEN, open, AtomicInteger::get)
        .description("Connections of people who are logged in or wait for it.")
        .register(registry);
    Gauge.builder(HELD, held, AtomicInteger::get)
        .description("Those of them that wait for a session to wake.")
        .register(registry);
    relayed("up", up);
    relayed("down", down);
    Vitals.of(registry);
  }

  private void relayed(String direction, LongAdder bytes) {
    FunctionCounter.builder(RELAYED, bytes, LongAdder::sum)
        .description(
            "Bytes of messages between people and sessions, up from people and down to them.")
        .baseUnit("bytes")
        .tags("direction", direction)
        .register(registry);
  }

  /**
   * A startup phase was reached.
   *
   * @param phase one of the design's list: {@code claimed}, {@code listening}, ...; {@code total}
   *     for all of them together
   * @param kind {@code cold} when the session had to wake, {@code running} when it hadn't
   * @param took since the phase before it
   */
  public void startup(String phase, String kind, Duration took) {
    Timer.builder(STARTUP)
        .description(
            "How long each phase of a login's startup took, as the person felt it, and total for all"
                + " of them. kind is cold when the session had to wake, running when it hadn't.")
        .tags("phase", phase, "kind", kind)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  /**
   * A login is over, with its connection.
   *
   * @param outcome how it ended: {@code client-left}, {@code served}, {@code refused}, ...
   * @param code of a refusal, {@code DM-LIMIT}; else empty
   */
  public void login(String outcome, String code) {
    Counter.builder(LOGINS)
        .description(
            "Logins, counted when their connection is over, by how it ended; a refused one has the"
                + " code that docs/user.md explains.")
        .tags("outcome", outcome, "code", code)
        .register(registry)
        .increment();
  }

  public void connectionOpened() {
    open.incrementAndGet();
  }

  public void connectionClosed() {
    open.decrementAndGet();
  }

  /** So many bytes have gone from somebody to their session. */
  public void relayedUp(int bytes) {
    up.add(bytes);
  }

  /** So many bytes have gone from a session to somebody. */
  public void relayedDown(int bytes) {
    down.add(bytes);
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
   * The reaper has decided something about a session.
   *
   * @param verdict {@code sleep}, {@code forget}, {@code fail}
   */
  public void verdict(String verdict) {
    Counter.builder(VERDICTS)
        .description("What the reaper decided about sessions.")
        .tags("verdict", verdict)
        .register(registry)
        .increment();
  }

  /** Seconds that pods have run, and that sessions have slept instead. */
  public void podSeconds(long used, long saved) {
    podSeconds("used").increment((double) used);
    podSeconds("saved").increment((double) saved);
  }

  private Counter podSeconds(String kind) {
    return Counter.builder(POD_SECONDS)
        .description(
            "Seconds of sessions' pods: used by them, or saved by sleeping; counted when a session"
                + " falls asleep or has woken.")
        .tags("kind", kind)
        .register(registry);
  }

  /** Whether this reaper is the one that looks after the sessions. */
  public void leads(boolean now) {
    if (leads.getAndSet(now ? 1 : 0) < 0) {
      Gauge.builder(LEADS, leads, AtomicInteger::get)
          .description("1 where this reaper is the one that looks after the sessions.")
          .register(registry);
    }
  }

  /** The format that a scraper gets: OpenMetrics when it asks for it, else Prometheus' own text. */
  static String format(String accept) {
    return accept.contains("application/openmetrics-text")
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
  }

  /** All of it, as text in a {@link #format}. */
  String scrape(String format) {
    return registry.scrape(format);
  }
}
