package dev.dormouse.reaper.hands;

import dev.dormouse.crds.objects.Labels;
import dev.dormouse.reaper.mind.Cpu;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the cluster measures of the cpu of all sessions' pods: one call for all, now and then. */
final class CpuMeter {
  /** metrics-server itself measures no more often. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** A cluster that has none may get one. */
  private static final Duration ASK_AGAIN = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final LongSupplier nanos;
  private final Map<String, Cpu> measured = new HashMap<>();
  private boolean measures = true;
  private boolean asked;
  private long at;

  CpuMeter(KubernetesClient client, LongSupplier nanos) {
    this.client = client;
    this.nanos = nanos;
  }

  synchronized Cpu of(String namespace, String pod) {
    Duration age = Duration.ofNanos(nanos.getAsLong() - at);
    if (!asked || age.compareTo(measures ? FRESH : ASK_AGAIN) > 0) {
      asked = true;
      at = nanos.getAsLong();
      ask();
    }
    return measures
        ? measured.getOrDefault(namespace + "/" + pod, new Cpu.Unknown())
        : new Cpu.NotMeasured();
  }

  private void ask() {
    measured.clear();
    try {
      var all =
          client
              .resources(PodMetrics.class)
              .inAnyNamespace()
              .list(
                  new ListOptionsBuilder()
                      .withLabelSelector(Labels.MANAGED_BY + "=dormouse")
                      .build());
      measures = true;
      for (PodMetrics one : all.getItems()) {
        measured.put(
            one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(),
            new Cpu.Measured(milli(one)));
      }
    } catch (KubernetesClientException failed) {
      // Whoever says that there is no such thing is believed; whoever can't answer is not.
      measures = failed.getCode() != 404;
    }
  }

  private static long milli(PodMetrics pod) {
    return pod.getContainers().stream()
        .map(one -> one.getUsage().get("cpu"))
        .map(cpu -> cpu == null ? BigDecimal.ZERO : cpu.getNumericalAmount())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .movePointRight(3)
        .longValue();
  }
}
