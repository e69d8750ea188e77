package dev.dormouse.metrics;

import io.micrometer.core.instrument.Counter;

/** What is measured of an audit: what was written, and what was lost. */
public final class AuditMetrics {
  static final String EVENTS = "dormouse.audit.events";
  static final String DROPPED = "dormouse.audit.dropped";

  private final Metrics metrics;
  private final Counter dropped;

  public AuditMetrics(Metrics metrics) {
    this.metrics = metrics;
    dropped =
        metrics.counter(
            DROPPED, "Events that the audit lost, since they came faster than it was written.");
  }

  /**
   * An event was written.
   *
   * @param event of the audit's list: {@code login}, {@code refusal}, ...
   */
  public void written(String event) {
    metrics.counter(EVENTS, "Events that were written into the audit.", "event", event).increment();
  }

  /** An event was lost. */
  public void dropped() {
    dropped.increment();
  }
}
