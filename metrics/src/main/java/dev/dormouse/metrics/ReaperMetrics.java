package dev.dormouse.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a reaper measures: what it decided, what that came to, and over how many it watches. */
public final class ReaperMetrics {
  static final String LEADS = "dormouse.reaper.leads";
  static final String VERDICTS = "dormouse.verdicts";
  static final String POD_SECONDS = "dormouse.pod.seconds";
  static final String SLEEP_LAG = "dormouse_sleep_lag_seconds";

  /** A pod that ends takes its programs' time for it; one that is forgotten, hours. */
  private static final int[] BUCKETS = {
    500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000
  };

  private final Metrics metrics;
  private final Spread sleepLag;
  private final Census.Teller census = new Census.Teller();
  private final AtomicInteger leads = new AtomicInteger();

  public ReaperMetrics(Metrics metrics) {
    this.metrics = metrics;
    metrics.gauge(
        LEADS,
        "",
        "Who looks after the sessions: 1 where this reaper does, else 0.",
        leads::doubleValue);
    sleepLag =
        Spread.of(
            metrics,
            SLEEP_LAG,
            "From when a session should have slept until its pod was gone.",
            BUCKETS);
    metrics.own().register(census);
  }

  /** What may be decided, with none of it yet, so that the first time is seen as a step. */
  public void mayCome(String verdict, String reason) {
    verdicts(verdict, reason);
    podSeconds(0, 0);
  }

  /**
   * Something was decided about a session, and done.
   *
   * @param verdict {@code sleep}, {@code forget}, {@code fail}
   * @param reason why, in one of few words
   */
  public void verdict(String verdict, String reason) {
    verdicts(verdict, reason).increment();
  }

  private Counter verdicts(String verdict, String reason) {
    return metrics.counter(
        VERDICTS,
        "What the reaper decided about sessions, and why.",
        "verdict",
        verdict,
        "reason",
        reason);
  }

  /** Seconds that pods have run, and that sessions have slept instead. */
  public void podSeconds(long used, long saved) {
    podSeconds("used", used);
    podSeconds("saved", saved);
  }

  private void podSeconds(String kind, long seconds) {
    metrics
        .counter(
            POD_SECONDS,
            "Seconds of sessions' pods: used by them, or saved by sleeping; counted when a session"
                + " falls asleep or has woken.",
            "kind",
            kind)
        .increment((double) seconds);
  }

  /** A session's pod is gone; it should have slept so much earlier. */
  public void slept(Duration lag) {
    sleepLag.took(lag);
  }

  /** This reaper is the one that looks after the sessions, and counts them at each scrape. */
  public void leads(Census.Taker taker) {
    census.asks(taker);
    leads.set(1);
  }

  /** Another one does. */
  public void leadsNoMore() {
    leads.set(0);
    census.asksNobody();
  }
}
