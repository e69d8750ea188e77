package dev.dormouse.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of our own parts there are, where they run, and who reaches them. */
@Tag("F1")
final class PartsIT {

  @ParameterizedTest
  @Tag("F5")
  @CsvSource({"broker", "reaper"})
  void replicasAndResourcesAreTheValues(String part) throws IOException {
    var usual = Chart.rendered("").one("Deployment", "dm-" + part);
    var other =
        Chart.rendered(part + ": {replicas: 3, resources: {limits: {memory: 1Gi, cpu: 2}}}")
            .one("Deployment", "dm-" + part);

    assertThat(usual.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(other.at("/spec/replicas").asInt()).isEqualTo(3);
    var limits = "/spec/template/spec/containers/0/resources/limits";
    assertThat(other.at(limits + "/memory").asText()).isEqualTo("1Gi");
    assertThat(other.at(limits + "/cpu").asText()).isEqualTo("2");
  }

  @Test
  void whatScalesByItselfIsLeftToItself() throws IOException {
    var usual = Chart.rendered("");
    var scaled =
        Chart.rendered(
            """
            broker:
              autoscaling:
                {enabled: true, minReplicas: 3, maxReplicas: 7, targetCPU: 55, upAfter: 30s, downAfter: 1m30s}
            """);
    var scaler = scaled.one("HorizontalPodAutoscaler", "dm-broker").path("spec");

    assertThat(usual.of("HorizontalPodAutoscaler")).isEmpty();
    assertThat(scaled.one("Deployment", "dm-broker").path("spec").has("replicas")).isFalse();
    assertThat(scaled.one("Deployment", "dm-reaper").path("spec").has("replicas")).isTrue();
    assertThat(text(scaler, "/scaleTargetRef/name")).isEqualTo("dm-broker");
    assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
    assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(7);
    assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(55);
    assertThat(scaler.at("/behavior/scaleUp/stabilizationWindowSeconds").asInt()).isEqualTo(30);
    assertThat(scaler.at("/behavior/scaleDown/stabilizationWindowSeconds").asInt()).isEqualTo(90);
  }

  @Test
  void connectionsCountWhereTheyShall() throws IOException {
    var byCpu = Chart.rendered("broker: {autoscaling: {enabled: true}}");
    var byAll =
        Chart.rendered("broker: {autoscaling: {enabled: true, targetOpen: 500, targetHeld: 50}}");

    assertThat(byCpu.one("HorizontalPodAutoscaler", "dm-broker").at("/spec/metrics")).hasSize(1);
    assertThat(byAll.one("HorizontalPodAutoscaler", "dm-broker").at("/spec/metrics"))
        .isEqualTo(
            Json.tree(
                """
                - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
                - type: Pods
                  pods:
                    metric: {name: dormouse_connections_held}
                    target: {type: AverageValue, averageValue: "50"}
                - type: Pods
                  pods:
                    metric: {name: dormouse_connections_open}
                    target: {type: AverageValue, averageValue: "500"}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{autoscaling: {enabled: true, minReplicas: 11}} | minReplicas is 11 and maxReplicas 10: the least",
        "{autoscaling: {enabled: true}, resources: {requests: {cpu: null}}} | targetCPU is a share of broker.resources.requests.cpu",
      })
  void aScaleThatCannotBeIsRefused(String broker, String words) throws IOException {
    assertThat(Chart.refusal("broker: " + broker)).contains(words);
  }

  @Test
  void oneBrokerAtATimeMayBeTakenAway() throws IOException {
    var rendered = Chart.rendered("");
    var budget = rendered.one("PodDisruptionBudget", "dm-broker");

    assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.at("/spec/selector"))
        .isEqualTo(rendered.one("Deployment", "dm-broker").at("/spec/selector"));
  }

  @Test
  @Tag("F5")
  void replicasAreSpreadOverNodesAndZones() throws IOException {
    var rendered = Chart.rendered("");
    for (var name : new String[] {"dm-broker", "dm-reaper"}) {
      var deployment = rendered.one("Deployment", name).path("spec");
      var spread = deployment.at("/template/spec/topologySpreadConstraints");
      assertThat(spread.findValuesAsText("topologyKey"))
          .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
      for (var one : spread) {
        assertThat(one.path("labelSelector")).isEqualTo(deployment.path("selector"));
        assertThat(text(one, "/whenUnsatisfiable")).isEqualTo("ScheduleAnyway");
      }
    }
  }

  @Test
  void theServiceIsAsItIsToldToBe() throws IOException {
    var usual = Chart.rendered("").one("Service", "dm").path("spec");
    var node =
        Chart.rendered(
            """
            service: {type: NodePort, port: 2200, nodePort: 30022, externalTrafficPolicy: Cluster,
              annotations: {example.test/a: b}}
            """);
    var inside = Chart.rendered("service: {type: ClusterIP, nodePort: 30022}");

    assertThat(text(usual, "/type")).isEqualTo("LoadBalancer");
    assertThat(text(usual, "/externalTrafficPolicy")).isEqualTo("Local");
    assertThat(usual.at("/ports/0/port").asInt()).isEqualTo(22);
    assertThat(text(node.one("Service", "dm"), "/spec/externalTrafficPolicy")).isEqualTo("Cluster");
    assertThat(node.one("Service", "dm").at("/spec/ports/0/port").asInt()).isEqualTo(2200);
    assertThat(node.one("Service", "dm").at("/spec/ports/0/nodePort").asInt()).isEqualTo(30022);
    assertThat(
            node.one("Service", "dm").at("/metadata/annotations").path("example.test/a").asText())
        .isEqualTo("b");
    assertThat(inside.one("Service", "dm").path("spec").has("externalTrafficPolicy")).isFalse();
    assertThat(inside.one("Service", "dm").at("/spec/ports/0").has("nodePort")).isFalse();
  }

  @Test
  void onlySomeMayReachOurPods() throws IOException {
    var usual = Chart.rendered("bundle: {image: {repository: a}}");
    var told =
        Chart.rendered(
            "networkPolicy: {sshFrom: [203.0.113.0/24], operationsFrom: [monitoring, ops]}");
    var off = Chart.rendered("{networkPolicy: {enabled: false}, bundle: {image: {repository: a}}}");

    var broker = usual.one("NetworkPolicy", "dm-broker").path("spec");
    assertThat(broker.path("ingress")).hasSize(1);
    assertThat(broker.at("/ingress/0").has("from")).isFalse();
    assertThat(broker.at("/ingress/0/ports/0/port").asInt()).isEqualTo(2222);
    for (var one : usual.of("NetworkPolicy")) {
      assertThat(one.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\"]");
      var name = text(one, "/metadata/name");
      assertThat(name.equals("dm-broker") || one.at("/spec/ingress").isEmpty()).as(name).isTrue();
      assertThat(usual.podsOf(one.at("/spec/podSelector/matchLabels"))).as(name).hasSize(1);
    }
    assertThat(usual.of("NetworkPolicy")).hasSameSizeAs(usual.pods());
    var from = told.one("NetworkPolicy", "dm-broker").at("/spec/ingress");
    assertThat(text(from, "/0/from/0/ipBlock/cidr")).isEqualTo("203.0.113.0/24");
    assertThat(text(from.at("/0/from/1/podSelector/matchLabels"), "/app.kubernetes.io~1component"))
        .isEqualTo("test");
    assertThat(from.at("/1/ports/0/port").asInt()).isEqualTo(9464);
    assertThat(from.at("/1/from").toString()).contains("monitoring", "ops");
    var reaper = told.one("NetworkPolicy", "dm-reaper").at("/spec/ingress");
    assertThat(reaper.at("/0/ports/0/port").asInt()).isEqualTo(9465);
    assertThat(reaper.at("/0/from").toString()).contains("monitoring", "ops");
    assertThat(off.of("NetworkPolicy")).isEmpty();
    assertThat(Chart.refusal("networkPolicy: {enabled: false, operationsFrom: [monitoring]}"))
        .contains("networkPolicy.enabled is false, and everybody may: leave out one");
  }

  private static String text(JsonNode tree, String pointer) {
    return tree.at(pointer).asText();
  }
}
