package dev.dormouse.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a Prometheus and a Grafana find of a release, and only when they are asked in. */
@Tag("F1")
final class MonitoringIT {
  private static final String FROM = "networkPolicy: {operationsFrom: [monitoring]}\n";

  @Test
  void thereIsNothingUnlessItIsAskedFor() throws IOException {
    var usual = Chart.rendered("");

    assertThat(usual.of("PodMonitor")).isEmpty();
    assertThat(usual.of("PrometheusRule")).isEmpty();
    assertThat(usual.of("ConfigMap")).hasSize(1);
    assertThat(annotations(usual, "dm-reaper").isMissingNode()).isTrue();
    assertThat(annotations(usual, "dm-broker").has("prometheus.io/scrape")).isFalse();
  }

  @Test
  void aPodMonitorMeansBrokersAndReapersAndNobodyElse() throws IOException {
    var bare = Chart.rendered(FROM + "monitoring: {podMonitor: {enabled: true}}");
    var all =
        Chart.rendered(
            FROM
                + """
                bundle: {image: {repository: a.test/b}}
                monitoring: {podMonitor: {enabled: true, interval: 15s, labels: {release: prometheus}}}
                """);
    var monitor = all.one("PodMonitor", "dm");
    var endpoint = monitor.at("/spec/podMetricsEndpoints/0");

    assertThat(all.podsOf(monitor.at("/spec/selector/matchLabels"))).hasSizeGreaterThan(2);
    var parts = monitor.at("/spec/selector/matchExpressions/0");
    assertThat(parts.path("values").toString()).isEqualTo("[\"broker\",\"reaper\"]");
    assertThat(parts.path("operator").asText()).isEqualTo("In");
    for (var name : new String[] {"dm-broker", "dm-reaper"}) {
      var pod = all.one("Deployment", name).at("/spec/template");
      assertThat(pod.at("/metadata/labels").path(parts.path("key").asText()).asText())
          .isEqualTo(name.substring(3));
      assertThat(pod.at("/spec/containers/0/ports").findValuesAsText("name"))
          .contains(endpoint.path("port").asText());
    }
    assertThat(endpoint.path("interval").asText()).isEqualTo("15s");
    assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    assertThat(endpoint.at("/relabelings/0/targetLabel").asText()).isEqualTo("instance");
    assertThat(bare.one("PodMonitor", "dm").at("/spec/podMetricsEndpoints/0").has("interval"))
        .isFalse();
    assertThat(bare.one("PodMonitor", "dm").at("/metadata/labels").has("release")).isFalse();
  }

  @Test
  void annotationsSayWhereEachPartIsAsked() throws IOException {
    var rendered = Chart.rendered(FROM + "monitoring: {annotations: true}");

    for (var name : new String[] {"dm-broker", "dm-reaper"}) {
      var said = annotations(rendered, name);
      var ports = rendered.one("Deployment", name).at("/spec/template/spec/containers/0/ports");
      assertThat(said.path("prometheus.io/scrape").asText()).isEqualTo("true");
      assertThat(said.path("prometheus.io/path").asText()).isEqualTo("/metrics");
      assertThat(ports.findValuesAsText("containerPort"))
          .contains(said.path("prometheus.io/port").asText());
    }
  }

  @Test
  void whomNobodyLetsInIsNotAskedFor() throws IOException {
    for (var how : new String[] {"podMonitor: {enabled: true}", "annotations: true"}) {
      assertThat(Chart.refusal("monitoring: {" + how + "}"))
          .contains("networkPolicy.operationsFrom lets nobody reach them");
      assertThat(
              Chart.rendered("{networkPolicy: {enabled: false}, monitoring: {" + how + "}}").pods())
          .isNotEmpty();
    }
  }

  @Test
  void theRulesAreThoseOfTheFile() throws IOException {
    var rule =
        Chart.rendered("monitoring: {rules: {enabled: true, labels: {release: prometheus}}}")
            .one("PrometheusRule", "dm");

    assertThat(rule.path("spec")).isEqualTo(Json.tree(Chart.read("dashboards/rules.yaml")));
    assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    assertThat(
            Chart.rendered("monitoring: {rules: {enabled: true}}")
                .one("PrometheusRule", "dm")
                .at("/metadata/labels")
                .has("release"))
        .isFalse();
  }

  @Test
  void theDashboardsAreThoseOfTheFilesAndLabelled() throws IOException {
    var usual = Chart.rendered("monitoring: {dashboards: {enabled: true}}");
    var other =
        Chart.rendered(
            """
            monitoring: {dashboards: {enabled: true, labels: {grafana_dashboard: null, shown: "yes"},
              annotations: {grafana_folder: Dormouse}}}
            """);

    for (var name : new String[] {"overview", "startup", "reaper", "broker", "api"}) {
      var map = usual.one("ConfigMap", "dm-dashboard-" + name);
      assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
      assertThat(map.path("metadata").has("annotations")).isFalse();
      assertThat(map.at("/data/dormouse-" + name + ".json").asText())
          .isEqualTo(Chart.read("dashboards/" + name + ".json"));
      var told = other.one("ConfigMap", "dm-dashboard-" + name).path("metadata");
      assertThat(told.at("/annotations/grafana_folder").asText()).isEqualTo("Dormouse");
      assertThat(told.at("/labels/shown").asText()).isEqualTo("yes");
      assertThat(told.path("labels").has("grafana_dashboard")).isFalse();
    }
    assertThat(usual.of("ConfigMap")).hasSize(6);
  }

  private static JsonNode annotations(Chart.Rendered rendered, String name) {
    return rendered.one("Deployment", name).at("/spec/template/metadata/annotations");
  }
}
