package dev.dormouse.e2e.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.wire.Json;
import java.util.Map;
import java.util.Optional;

/** Draws one panel: what {@code as} says, a number, lines, stacked areas, bars or a heat map. */
final class Panel {
  private static final String LINES =
      """
      type: timeseries
      options:
        legend: {calcs: [lastNotNull, max], displayMode: list, placement: bottom, showLegend: true}
        tooltip: {mode: multi, sort: desc}
      fieldConfig: {defaults: {min: 0, custom: {drawStyle: line, lineWidth: 1, fillOpacity: %s, showPoints: never,
        spanNulls: false, stacking: {group: A, mode: %s}}}, overrides: []}
      """;

  private static final Map<String, String> KINDS =
      Map.of(
          "number",
          """
          type: stat
          options: {colorMode: value, graphMode: none, justifyMode: auto, orientation: auto, textMode: value,
            reduceOptions: {calcs: [lastNotNull], fields: "", values: false}}
          fieldConfig: {defaults: {noValue: nothing yet}, overrides: []}
          """,
          "lines",
          LINES.formatted("5", "none"),
          "stacked",
          LINES.formatted("40", "normal"),
          "bars",
          """
          type: bargauge
          options: {displayMode: basic, orientation: horizontal, showUnfilled: true, valueMode: color,
            reduceOptions: {calcs: [lastNotNull], fields: "", values: false}}
          fieldConfig: {defaults: {min: 0, noValue: nothing yet}, overrides: []}
          """,
          "heat map",
          """
          type: heatmap
          options:
            calculate: false
            cellGap: 1
            color: {mode: scheme, scheme: Oranges, fill: dark-orange, exponent: 0.5, steps: 64, reverse: false, scale: exponential}
            exemplars: {color: "rgba(255,0,255,0.7)"}
            filterValues: {le: 1.0e-09}
            legend: {show: true}
            rowsFrame: {layout: auto}
            tooltip: {mode: single, showColorScale: false, yHistogram: true}
            yAxis: {axisPlacement: left, reverse: false, unit: s}
          fieldConfig: {defaults: {custom: {hideFrom: {legend: false, tooltip: false, viz: false}}}, overrides: []}
          """);

  private Panel() {}

  static ObjectNode drawn(JsonNode source, String where) {
    var as = source.path("as").asText();
    var panel =
        Json.object(
            Optional.ofNullable(KINDS.get(as))
                .orElseThrow(() -> new IllegalArgumentException("no kind of panel: " + as)));
    panel.set("title", source.path("title"));
    panel.set("description", source.path("about"));
    panel.set("datasource", datasource());
    fields(source, panel.withObject("/fieldConfig/defaults"));
    var more = source.path("more").asText("");
    if (!more.isEmpty()) {
      panel
          .putArray("links")
          .add(
              Json.object(
                      """
                      {type: link, title: More, icon: "", tooltip: "", tags: [], asDropdown: false, targetBlank: false,
                        includeVars: false, keepTime: false}
                      """)
                  .put("url", more(more)));
    }
    var targets = panel.putArray("targets");
    for (var query : source.path("queries").properties()) {
      targets.add(
          target(as, query.getKey(), query.getValue().asText().replace("$where", where))
              .put("refId", String.valueOf((char) ('A' + targets.size()))));
    }
    return panel;
  }

  private static ObjectNode datasource() {
    return Json.object("{type: prometheus, uid: '${datasource}'}");
  }

  private static String more(String uid) {
    return "/d/"
        + uid
        + "?${datasource:queryparam}&${cluster:queryparam}&${namespace:queryparam}"
        + "&${__url_time_range}";
  }

  private static void fields(JsonNode source, ObjectNode defaults) {
    defaults.set("unit", source.path("unit"));
    if (source.has("decimals")) {
      defaults.set("decimals", source.path("decimals"));
    }
    var thresholds = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
    if (!source.has("steps")) {
      thresholds.addObject().put("color", "blue").putNull("value");
      defaults.putObject("color").put("mode", "palette-classic");
    }
    for (var step : source.path("steps").properties()) {
      var one = thresholds.addObject().put("color", step.getValue().asText());
      if (thresholds.size() == 1) {
        one.putNull("value"); // The first one is from wherever it begins.
      } else {
        one.put("value", Double.parseDouble(step.getKey()));
      }
    }
    if (source.has("steps")) {
      defaults.putObject("color").put("mode", "thresholds");
    }
  }

  /** A number or a bar is asked for at the end of the time that is shown, the others over it. */
  private static ObjectNode target(String as, String legend, String query) {
    var instant = as.equals("number") || as.equals("bars");
    var target = Json.object("{editorMode: code}");
    target.set("datasource", datasource());
    return target
        .put("expr", query)
        .put("legendFormat", legend)
        .put("format", as.equals("heat map") ? "heatmap" : "time_series")
        .put("instant", instant)
        .put("range", !instant)
        .put("exemplar", as.equals("heat map"));
  }
}
