package dev.dormouse.embedded.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The simple JSON paths that printer columns use: {@code .a.b}, {@code [0]}, {@code ['a.b']} and
 * {@code [?(@.type=="Ready")]}; each finds at most one value.
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.((?:\\\\.|[^.\\[\\\\])+)"
              + "|\\[(\\d+)]"
              + "|\\['([^']+)']"
              + "|\\[\\?\\(\\s*@\\.([^=\\s]+)\\s*==\\s*[\"']([^\"']*)[\"']\\s*\\)]");

  private final List<UnaryOperator<JsonNode>> steps = new ArrayList<>();

  JsonPath(String path) {
    var step = STEP.matcher(path);
    while (step.find()) {
      var field = step.group(1) == null ? step.group(3) : step.group(1).replace("\\", "");
      var index = step.group(2);
      var key = step.group(4);
      var wanted = step.group(5);
      if (field != null) {
        steps.add(node -> node.path(field));
      } else if (index != null) {
        var at = Integer.parseInt(index);
        steps.add(node -> node.path(at));
      } else {
        steps.add(node -> first(node, key, wanted));
      }
    }
  }

  JsonNode in(JsonNode object) {
    var at = object;
    for (var step : steps) {
      at = step.apply(at);
    }
    return at;
  }

  private static JsonNode first(JsonNode list, String key, String wanted) {
    for (var each : list) {
      if (each.path(key).asText().equals(wanted)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }
}
