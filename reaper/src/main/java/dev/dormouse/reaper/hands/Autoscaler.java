package dev.dormouse.reaper.hands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What the cluster autoscaler tells of itself, in a ConfigMap of kube-system: whether the cluster
 * can add nodes. Which, it doesn't tell.
 */
final class Autoscaler {
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "cluster-autoscaler-status";

  /** It writes every ten seconds or so: one that hasn't for this long is no more. */
  private static final Duration LIVES = Duration.ofMinutes(10);

  private static final YAMLMapper YAML = new YAMLMapper();

  private final KubernetesClient client;

  Autoscaler(KubernetesClient client) {
    this.client = client;
  }

  /** Whether it runs, and some group of nodes isn't as large as it may be. */
  boolean grows(Instant now) {
    try {
      ConfigMap told = client.configMaps().inNamespace(NAMESPACE).withName(NAME).get();
      Map<String, String> data = told == null ? null : told.getData();
      return data != null && grows(data.getOrDefault("status", ""), now);
    } catch (KubernetesClientException unseen) {
      return false;
    }
  }

  static boolean grows(String status, Instant now) {
    try {
      JsonNode told = YAML.readTree(status);
      return told.path("autoscalerStatus").asText().equals("Running")
          && lives(told.at("/clusterWide/health/lastProbeTime").asText(), now)
          && StreamSupport.stream(told.path("nodeGroups").spliterator(), false)
              .map(group -> group.path("health"))
              .anyMatch(it -> it.path("cloudProviderTarget").asInt() < it.path("maxSize").asInt());
    } catch (JsonProcessingException older) {
      // Before 1.30 it was no YAML.
      return false;
    }
  }

  private static boolean lives(String probed, Instant now) {
    try {
      return Duration.between(Instant.parse(probed), now).compareTo(LIVES) < 0;
    } catch (DateTimeParseException untold) {
      return false;
    }
  }
}
