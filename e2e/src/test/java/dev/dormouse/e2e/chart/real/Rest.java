package dev.dormouse.e2e.chart.real;

import dev.dormouse.e2e.wire.Answer;
import dev.dormouse.e2e.wire.Api;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** What the cluster has measured of a part's pod: how soon it could be used, and what it takes. */
record Rest(Api api, String namespace) {
  /** From the start of its container until it was ready; in whole seconds, as Kubernetes tells. */
  Duration readyAfter(String pod) {
    var status =
        api.get("/api/v1/namespaces/%s/pods/%s".formatted(namespace, pod)).object().path("status");
    var ready =
        status
            .path("conditions")
            .valueStream()
            .filter(one -> one.path("type").asText().equals("Ready"))
            .map(one -> one.path("lastTransitionTime").asText())
            .findFirst()
            .orElseThrow();
    var started = status.at("/containerStatuses/0/state/running/startedAt").asText();
    return Duration.between(Instant.parse(started), Instant.parse(ready));
  }

  /** Its working set in bytes; as good as endless until it was measured. */
  long memory(String pod) {
    Answer measured =
        api.get("/apis/metrics.k8s.io/v1beta1/namespaces/%s/pods/%s".formatted(namespace, pod));
    if (measured.code() != 200) {
      return Long.MAX_VALUE;
    }
    return measured
        .object()
        .path("containers")
        .valueStream()
        .map(one -> Quantity.getAmountInBytes(new Quantity(one.at("/usage/memory").asText())))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .longValueExact();
  }
}
