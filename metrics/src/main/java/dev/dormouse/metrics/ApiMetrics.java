package dev.dormouse.metrics;

import java.time.Duration;

/** What broker and reaper measure of the API server that they ask. */
public final class ApiMetrics {
  static final String CALLS = "dormouse_api_calls_seconds";

  private static final int[] BUCKETS = {5, 10, 25, 50, 100, 250, 1_000, 5_000};

  private final Spread calls;

  public ApiMetrics(Metrics metrics) {
    calls =
        Spread.of(
            metrics,
            CALLS,
            "How long the API server took to begin its answers, by what was asked of it; code is"
                + " none where no answer came.",
            BUCKETS,
            "verb",
            "kind",
            "code");
  }

  /**
   * It has answered, or hasn't.
   *
   * @param verb {@code get}, {@code list}, {@code watch}, ...
   * @param kind the plural of what was asked for, {@code sessions}; {@code other}
   * @param code the answer's status, or {@code none}
   */
  public void call(String verb, String kind, String code, Duration took) {
    calls.took(took, verb, kind, code);
  }
}
