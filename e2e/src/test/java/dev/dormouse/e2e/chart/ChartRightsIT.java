package dev.dormouse.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that the chart lets anybody do, line by line: who reads the diff sees a new right. */
@Tag("B6")
final class ChartRightsIT {
  /** With all that the chart may bring. */
  private static final String ALL =
      """
      bundle: {image: {repository: a.test/bundle}}
      networkPolicy: {operationsFrom: [monitoring]}
      monitoring: {podMonitor: {enabled: true}, rules: {enabled: true}, dashboards: {enabled: true}}
      """;

  @Test
  void theChartGivesTheseRightsAndNoOthers() throws IOException {
    assertThat(String.join("\n", rights(Chart.rendered(ALL))) + "\n").isEqualTo(golden());
  }

  @Test
  void whoOnlyTestsIsThereForATestAlone() throws IOException {
    var usual = rights(Chart.rendered(""));

    assertThat(rights(Chart.rendered(ALL))).containsAll(usual);
    for (var one : Chart.rendered(ALL).objects()) {
      var name = one.at("/metadata/name").asText();
      assertThat(one.at("/metadata/annotations").path("shown/hook").asText())
          .as(name)
          .satisfies(hook -> assertThat(hook.equals("test")).isEqualTo(name.endsWith("-test")));
    }
  }

  @Test
  void nobodyMayReadASecretOrDoEverything() throws IOException {
    assertThat(rights(Chart.rendered(ALL)))
        .noneMatch(one -> one.contains("*"))
        .filteredOn(one -> one.contains(" secrets"))
        .allMatch(
            one -> one.endsWith("secrets: create") || one.endsWith("secrets: create, delete"));
  }

  @Test
  void everyRoleIsBoundToTheAccountOfItsName() throws IOException {
    var rendered = Chart.rendered(ALL);
    for (var kind : List.of("Role", "ClusterRole")) {
      for (var role : rendered.of(kind)) {
        var name = role.at("/metadata/name").asText();
        var binding = rendered.one(kind + "Binding", name);
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo(name);
        assertThat(binding.path("subjects")).hasSize(1);
        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("rest");
        assertThat(name).endsWith(binding.at("/subjects/0/name").asText());
      }
    }
    assertThat(rendered.of("ServiceAccount")).hasSize(4);
  }

  private static List<String> rights(Chart.Rendered rendered) {
    var all = new TreeSet<String>();
    for (var kind : List.of("Role", "ClusterRole")) {
      for (var role : rendered.of(kind)) {
        var where = kind.equals("Role") ? "here" : "everywhere";
        var who = role.at("/metadata/name").asText();
        for (var rule : role.path("rules")) {
          for (var resource : texts(rule.path("resources"))) {
            var group = rule.at("/apiGroups/0").asText();
            assertThat(rule.path("apiGroups")).hasSize(1);
            all.add(
                "%s %s %s%s%s: %s"
                    .formatted(
                        who,
                        where,
                        resource,
                        group.isEmpty() ? "" : "." + group,
                        rule.has("resourceNames")
                            ? " " + String.join(" ", texts(rule.path("resourceNames")))
                            : "",
                        String.join(", ", texts(rule.path("verbs")))));
          }
        }
      }
    }
    return new ArrayList<>(all);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String golden() throws IOException {
    try (var in = ChartRightsIT.class.getResourceAsStream("rights.txt")) {
      if (in == null) {
        throw new AssertionError("no rights.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
