package dev.dormouse.embedded.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.function.Function;

/** One column: its head, and what an object shows in it. Those of priority 1 are the wide ones. */
record Column(String head, String type, String format, int priority, Cell cell) {

  /** What an object shows at a time. */
  @FunctionalInterface
  interface Cell {
    JsonNode of(ObjectNode object, Instant now);
  }

  static Column name() {
    return new Column("Name", "string", "name", 0, (o, _) -> o.at("/metadata/name"));
  }

  static Column age() {
    return age("Age", ".metadata.creationTimestamp");
  }

  static Column age(String name, String path) {
    var at = new JsonPath(path);
    return new Column(
        name, "string", "", 0, (o, now) -> TextNode.valueOf(Age.of(at.in(o).asText(), now)));
  }

  /** Text at a path, or {@code missing}. */
  static Column text(String name, String path, String missing) {
    var at = new JsonPath(path);
    return text(name, object -> at.in(object).asText(missing));
  }

  static Column text(String name, Function<ObjectNode, String> told) {
    return new Column(name, "string", "", 0, (o, _) -> TextNode.valueOf(told.apply(o)));
  }

  /** How many things there are at a path. */
  static Column count(String name, String path) {
    var at = new JsonPath(path);
    return new Column(name, "string", "", 0, (o, _) -> IntNode.valueOf(at.in(o).size()));
  }

  /** A column that a definition asks for. */
  static Column custom(ObjectNode told) {
    var path = new JsonPath(told.path("jsonPath").asText());
    var type = told.path("type").asText();
    Cell cell =
        (object, now) -> {
          var value = path.in(object);
          if (value.isMissingNode() || value.isNull()) {
            return NullNode.getInstance();
          }
          return switch (type) {
            case "date" -> TextNode.valueOf(Age.of(value.asText(), now));
            case "string" ->
                TextNode.valueOf(value.isTextual() ? value.asText() : value.toString());
            default -> value;
          };
        };
    return new Column(
        told.path("name").asText(),
        type,
        told.path("format").asText(),
        told.path("priority").asInt(),
        cell);
  }

  Column wide() {
    return new Column(head, type, format, 1, cell);
  }
}
