package dev.dormouse.e2e.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.wire.Json;

/**
 * Draws a dashboard for Grafana from its source: rows of panels, which flow from left to right over
 * a width of 24. In its queries {@code $where} stands for what the variables choose.
 */
final class Board {
  static final int WIDTH = 24;
  private static final int HEIGHT = 8;
  private static final int NUMBER_HEIGHT = 4;

  private final ObjectNode board;
  private final String where;
  private int id;
  private int x;
  private int y;
  private int rowHeight;

  private Board(JsonNode source) {
    var one = source.path("one").asText("");
    where =
        "cluster=~\"$cluster\",namespace=~\"$namespace\""
            + (one.isEmpty() ? "" : ",instance=~\"$instance\"");
    board = frame(source);
    variable("cluster", "Cluster", "dormouse_connections_open", true);
    variable("namespace", "Namespace", "dormouse_connections_open{cluster=~\"$cluster\"}", true);
    if (!one.isEmpty()) {
      variable(
          "instance", "Broker", one + "{cluster=~\"$cluster\",namespace=~\"$namespace\"}", false);
    }
  }

  static ObjectNode drawn(JsonNode source) {
    var drawing = new Board(source);
    for (var row : source.path("rows")) {
      drawing.row(row.path("title").asText());
      row.path("panels").forEach(drawing::panel);
    }
    return drawing.board;
  }

  private static ObjectNode frame(JsonNode source) {
    var frame =
        Json.object(
            """
            id: null
            editable: true
            graphTooltip: 1
            schemaVersion: 39
            version: 1
            refresh: 30s
            timezone: browser
            weekStart: ""
            fiscalYearStartMonth: 0
            time: {from: now-6h, to: now}
            timepicker: {}
            tags: [dormouse]
            annotations: {list: []}
            links:
            - {type: dashboards, title: Dormouse, tags: [dormouse], asDropdown: false, icon: external link,
               includeVars: true, keepTime: true, targetBlank: false, tooltip: "", url: ""}
            templating:
              list:
              - {name: datasource, label: Data source, type: datasource, query: prometheus, hide: 0, includeAll: false,
                 multi: false, refresh: 1, regex: "", skipUrlSync: false, options: []}
            panels: []
            """);
    frame.set("uid", source.path("uid"));
    frame.set("title", source.path("title"));
    frame.set("description", source.path("about"));
    return frame;
  }

  /** A choice among the values that a label has; all of them, where that makes sense. */
  private void variable(String label, String title, String of, boolean all) {
    var variable =
        Json.object(
            """
            type: query
            datasource: {type: prometheus, uid: "${datasource}"}
            hide: 0
            refresh: 2
            regex: ""
            sort: 1
            skipUrlSync: false
            options: []
            """);
    variable.put("name", label).put("label", title).put("multi", all).put("includeAll", all);
    if (all) {
      // What has no such label is among all.
      variable.put("allValue", ".*");
      variable.set("current", Json.tree("{selected: true, text: [All], value: [$__all]}"));
    }
    var query = "label_values(%s, %s)".formatted(of, label);
    variable.put("definition", query);
    variable.putObject("query").put("qryType", 1).put("query", query).put("refId", label);
    board.withArray("/templating/list").add(variable);
  }

  private void row(String title) {
    nextLine();
    var row = Json.object("{type: row, collapsed: false, panels: []}").put("title", title);
    place(row, WIDTH, 1);
    nextLine();
  }

  private void panel(JsonNode source) {
    var usual = source.path("as").asText().equals("number") ? NUMBER_HEIGHT : HEIGHT;
    place(
        Panel.drawn(source, where),
        source.path("width").asInt(WIDTH / 2),
        source.path("height").asInt(usual));
  }

  private void place(ObjectNode panel, int width, int height) {
    if (x + width > WIDTH) {
      nextLine();
    }
    panel.put("id", ++id);
    panel.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
    board.withArray("panels").add(panel);
    x += width;
    rowHeight = Math.max(rowHeight, height);
  }

  private void nextLine() {
    x = 0;
    y += rowHeight;
    rowHeight = 0;
  }
}
