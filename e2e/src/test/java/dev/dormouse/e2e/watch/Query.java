package dev.dormouse.e2e.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that is asked of Prometheus, and where that is written.
 *
 * @param where {@code overview: Waiting now: waiting}
 */
record Query(String where, String expression) {
  static final String PAPER = "docs/operate.md";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```promql$\n(.*?)^```$");

  /** Of every panel, every rule and every block of the paper. */
  static List<Query> all() {
    var all = new ArrayList<Query>();
    for (var name : Dashboards.NAMES) {
      all.addAll(ofDashboard(name));
    }
    all.addAll(ofRules());
    all.addAll(ofPaper());
    return all;
  }

  static List<Query> ofDashboard(String name) {
    var all = new ArrayList<Query>();
    for (var panel : Dashboards.dashboard(name).path("panels")) {
      for (var target : panel.path("targets")) {
        var title = panel.path("title").asText();
        all.add(
            new Query(
                "%s: %s: %s".formatted(name, title, text(target, "legendFormat")),
                text(target, "expr")));
      }
    }
    return all;
  }

  static List<Query> ofRules() {
    var all = new ArrayList<Query>();
    for (var group : Json.tree(Dashboards.read(Dashboards.RULES)).path("groups")) {
      for (var rule : group.path("rules")) {
        var name = text(rule, rule.has("alert") ? "alert" : "record");
        var severity = rule.at("/labels/severity").asText("");
        all.add(new Query(("rules: " + name + " " + severity).strip(), text(rule, "expr")));
      }
    }
    return all;
  }

  private static List<Query> ofPaper() {
    var all = new ArrayList<Query>();
    BLOCK
        .matcher(Dashboards.read(Dashboards.ROOT.resolve(PAPER)))
        .results()
        .flatMap(block -> block.group(1).lines())
        .forEach(line -> all.add(new Query(PAPER + ": " + line, line)));
    return all;
  }

  /** With a value in place of each of Grafana's variables. */
  String with(Map<String, String> variables) {
    var whole = expression;
    for (var variable : variables.entrySet()) {
      whole = whole.replace("$" + variable.getKey(), variable.getValue());
    }
    return whole;
  }

  private static String text(JsonNode tree, String field) {
    return tree.path(field).asText();
  }
}
