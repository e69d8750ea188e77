package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who is woken by an alert knows what to do, and that it is tried when it fires and when not. */
final class RulesTest {
  private static final String PAPER = "docs/operate.md";

  @Test
  void everyAlertSaysHowBadItIsAndWhatToReadAboutIt() {
    var paper = Dashboards.read(Dashboards.ROOT.resolve(PAPER));
    for (var alert : alerts()) {
      var name = alert.path("alert").asText();
      assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/runbook").asText())
          .as(name)
          .isEqualTo(PAPER + "#" + name.toLowerCase(Locale.ROOT));
      assertThat(paper).containsOnlyOnce("\n### " + name + "\n");
    }
  }

  @Test
  void everyAlertIsTriedFiringAndSilent() {
    var firing = new TreeSet<String>();
    var silent = new TreeSet<String>();
    var tests = Json.tree(Dashboards.read(Dashboards.FOLDER.resolve("rules.test.yaml")));
    for (var one : tests.findValues("alert_rule_test")) {
      for (var moment : one) {
        (moment.path("exp_alerts").isEmpty() ? silent : firing)
            .add(moment.path("alertname").asText());
      }
    }
    var names = new TreeSet<String>();
    alerts().forEach(alert -> names.add(alert.path("alert").asText()));

    assertThat(names).isNotEmpty();
    assertThat(firing).isEqualTo(names);
    assertThat(silent).isEqualTo(names);
  }

  private static List<JsonNode> alerts() {
    var alerts = new ArrayList<JsonNode>();
    for (var group : Json.tree(Dashboards.read(Dashboards.RULES)).path("groups")) {
      group
          .path("rules")
          .forEach(
              rule -> {
                if (rule.has("alert")) {
                  alerts.add(rule);
                }
              });
    }
    return alerts;
  }
}
