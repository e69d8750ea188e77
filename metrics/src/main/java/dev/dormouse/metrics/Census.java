package dev.dormouse.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many sessions and homes there are.
 *
 * @param sessions each phase of each lifecycle, those without a session too
 */
public record Census(List<Group> sessions, long homes) {
  static final String SESSIONS = "dormouse_sessions";
  static final String HOMES = "dormouse_homes";

  /** So many sessions are so far, of so many as their templates say what becomes of them. */
  public record Group(String phase, String lifecycle, long count) {}

  /** Counts them, at each scrape. */
  public interface Taker {
    Census take();
  }

  public Census {
    sessions = List.copyOf(sessions);
  }

  private GaugeSnapshot sessionsByGroup() {
    var snapshot =
        GaugeSnapshot.builder()
            .name(SESSIONS)
            .help("Sessions by how far they are and what becomes of them; told by who leads.");
    for (var group : sessions) {
      snapshot.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("phase", group.phase(), "lifecycle", group.lifecycle()))
              .value((double) group.count())
              .build());
    }
    return snapshot.build();
  }

  private GaugeSnapshot homesKept() {
    return GaugeSnapshot.builder()
        .name(HOMES)
        .help("Homes that are kept for sessions, awake or not; told by who leads.")
        .dataPoint(GaugeDataPointSnapshot.builder().value((double) homes).build())
        .build();
  }

  /** One count for both metrics; neither where nobody counts. */
  static final class Teller implements MultiCollector {
    private final AtomicReference<Optional<Taker>> taker = new AtomicReference<>(Optional.empty());

    void asks(Taker one) {
      taker.set(Optional.of(one));
    }

    void asksNobody() {
      taker.set(Optional.empty());
    }

    @Override
    public MetricSnapshots collect() {
      return taker
          .get()
          .map(Taker::take)
          .map(census -> new MetricSnapshots(census.sessionsByGroup(), census.homesKept()))
          .orElseGet(MetricSnapshots::new);
    }
  }
}
