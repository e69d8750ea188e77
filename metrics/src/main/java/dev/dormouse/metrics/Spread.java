package dev.dormouse.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long something takes, as a histogram whose buckets remember the last run that fell into them.
 * Micrometer's and Prometheus' own know no exemplar but a tracer's.
 */
final class Spread implements Collector {
  private static final double NANOS = 1e9;

  private final String name;
  private final String help;
  private final double[] bounds;
  private final String[] labels;
  private final Map<Labels, Series> series = new ConcurrentHashMap<>();

  private Spread(String name, String help, double[] bounds, String... labels) {
    this.name = name;
    this.help = help;
    this.bounds = bounds;
    this.labels = labels;
  }

  /**
   * Of a name that ends with its unit, {@code _seconds}.
   *
   * @param millis the buckets' upper bounds, but for the last, which has none
   */
  static Spread of(Metrics metrics, String name, String help, int[] millis, String... labels) {
    double[] bounds =
        Arrays.copyOf(
            Arrays.stream(millis).mapToDouble(one -> one / 1e3).toArray(), millis.length + 1);
    bounds[millis.length] = Double.POSITIVE_INFINITY;
    var spread = new Spread(name, help, bounds, labels);
    metrics.own().register(spread);
    return spread;
  }

  /** It is there from now on, with nothing in it yet. */
  void mayCome(String... values) {
    of(values);
  }

  void took(Duration time, String... values) {
    of(values).add(time, Labels.EMPTY);
  }

  /** The same, with the run by which a slow one is found in logs and statuses. */
  void tookBy(String run, Duration time, String... values) {
    of(values).add(time, Labels.of("run", run));
  }

  private Series of(String... values) {
    return series.computeIfAbsent(Labels.of(labels, values), _ -> new Series());
  }

  private final class Series {
    private final long[] counts = new long[bounds.length];
    private final Map<Integer, Exemplar> latest = new TreeMap<>();
    private double sum;

    synchronized void add(Duration time, Labels of) {
      double seconds = time.toNanos() / NANOS;
      int bucket = 0;
      while (seconds > bounds[bucket]) {
        bucket++;
      }
      counts[bucket]++;
      sum += seconds;
      if (!of.isEmpty()) {
        latest.put(bucket, Exemplar.builder().value(seconds).labels(of).build());
      }
    }

    synchronized HistogramDataPointSnapshot snapshot(Labels labels) {
      return HistogramDataPointSnapshot.builder()
          .labels(labels)
          .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
          .sum(sum)
          .exemplars(Exemplars.of(latest.values()))
          .build();
    }
  }

  @Override
  public HistogramSnapshot collect() {
    var snapshot = HistogramSnapshot.builder().name(name).help(help);
    series.forEach((labels, one) -> snapshot.dataPoint(one.snapshot(labels)));
    return snapshot.build();
  }
}
