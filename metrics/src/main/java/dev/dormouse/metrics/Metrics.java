package dev.dormouse.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a process measures, and the text that a scraper gets of it. What it is, {@link
 * BrokerMetrics}, {@link ReaperMetrics}, {@link ApiMetrics} and {@link AuditMetrics} spell, each
 * name once. Labels come from closed lists, never from what somebody typed: no user and no session
 * is one. Any thread may tell; none waits.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new AsItIsRead());

  public Metrics() {
    Vitals.of(registry);
  }

  Counter counter(String name, String help, String... labels) {
    return Counter.builder(name).description(help).tags(labels).register(registry);
  }

  /** A sum that somebody else keeps. */
  void sum(String name, String unit, String help, DoubleSupplier sum, String... labels) {
    // Of what is counted Micrometer keeps only a weak reference; of how, a strong one.
    FunctionCounter.builder(name, registry, _ -> sum.getAsDouble())
        .description(help)
        .baseUnit(unit)
        .tags(labels)
        .register(registry);
  }

  /** What is asked for at each scrape; a unit of nothing for what is merely counted. */
  void gauge(String name, String unit, String help, DoubleSupplier now) {
    var gauge = Gauge.builder(name, now::getAsDouble).description(help);
    (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
  }

  /** For what Micrometer hasn't: exemplars of our own, and collectors that count at the scrape. */
  PrometheusRegistry own() {
    return registry.getPrometheusRegistry();
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

  /**
   * Exemplars only where every Prometheus reads them: at buckets. One at a histogram's count, as
   * Micrometer usually has it, makes a Prometheus of 2.42 refuse the whole page.
   */
  private static final class AsItIsRead implements PrometheusConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Properties prometheusProperties() {
      return new Properties();
    }
  }
}
