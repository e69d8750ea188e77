package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a structural schema does to an object, in one walk: what it doesn't know is dropped, what is
 * missing gets its default, and what is wrong is told. Rules in CEL are not looked at.
 */
final class Schema {
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final String EMBEDDED = "x-kubernetes-embedded-resource";
  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
  private static final List<String> TYPE_META = List.of("apiVersion", "kind", "metadata");

  private final Draft draft;

  private Schema(Draft draft) {
    this.draft = draft;
  }

  /** Shapes all of an object but its type and metadata, which have a schema of their own. */
  static void shape(JsonNode schema, Draft draft) {
    new Schema(draft).object(schema, draft.object(), "", true);
  }

  private void value(JsonNode schema, JsonNode value, String path) {
    if (!hasType(schema, value, path)) {
      return;
    }
    switch (value) {
      case ObjectNode object -> object(schema, object, path, schema.path(EMBEDDED).asBoolean());
      case ArrayNode array -> array(schema, array, path);
      default -> scalar(schema, value, path);
    }
  }

  private void object(JsonNode schema, ObjectNode object, String path, boolean resource) {
    var properties = schema.path("properties");
    var others = schema.path("additionalProperties");
    for (var field : List.copyOf(object.properties())) {
      var name = field.getKey();
      var below = path.isEmpty() ? name : path + "." + name;
      if (resource && TYPE_META.contains(name)) {
        continue;
      }
      if (properties.has(name)) {
        fill(properties.path(name), object, name, below);
      } else if (others.isObject()) {
        value(others, field.getValue(), below);
      } else if (!others.asBoolean() && !schema.path(PRESERVE).asBoolean()) {
        object.remove(name);
        draft.unknown().add(below);
      }
    }
    for (var property : properties.properties()) {
      var name = property.getKey();
      if (!object.has(name) && property.getValue().has("default")) {
        fill(property.getValue(), object, name, path.isEmpty() ? name : path + "." + name);
      }
    }
    required(schema, object, path, resource);
  }

  /**
   * A null where none may be counts as not said, if there is a default, or nothing must be said.
   */
  private void fill(JsonNode schema, ObjectNode object, String name, String path) {
    if (object.path(name).isNull() && !schema.path("nullable").asBoolean()) {
      object.remove(name);
    }
    if (!object.has(name) && schema.has("default")) {
      object.set(name, schema.path("default").deepCopy());
    }
    if (object.has(name)) {
      value(schema, object.path(name), path);
    }
  }

  private void required(JsonNode schema, ObjectNode object, String path, boolean resource) {
    var names = new ArrayList<>(Json.texts(schema.path("required")));
    if (resource && !path.isEmpty()) {
      names.addAll(List.of("apiVersion", "kind"));
    }
    for (var name : names) {
      if (!object.has(name)) {
        draft.required(path.isEmpty() ? name : path + "." + name, "");
      }
    }
    count(schema, "Properties", object.size(), path);
  }

  private void array(JsonNode schema, ArrayNode array, String path) {
    for (int at = 0; at < array.size(); at++) {
      value(schema.path("items"), array.path(at), path + "[" + at + "]");
    }
    count(schema, "Items", array.size(), path);
  }

  private void count(JsonNode schema, String what, int size, String path) {
    var most = schema.path("max" + what);
    var least = schema.path("min" + what);
    var things = what.equals("Items") ? "items" : "properties";
    if (most.isNumber() && size > most.asInt()) {
      draft.wrong(
          "FieldValueTooMany",
          path,
          "Too many: %d: must have at most %d %s".formatted(size, most.asInt(), things));
    }
    if (least.isNumber() && size < least.asInt()) {
      draft.invalid(
          path,
          size,
          "%s in body should have at least %d %s".formatted(path, least.asInt(), things));
    }
  }

  private void scalar(JsonNode schema, JsonNode value, String path) {
    var choices = schema.path("enum");
    if (choices.isArray() && !contains(choices, value)) {
      var told = new ArrayList<String>();
      choices.forEach(choice -> told.add(choice.toString()));
      draft.wrong(
          "FieldValueNotSupported",
          path,
          "Unsupported value: %s: supported values: %s".formatted(value, String.join(", ", told)));
    }
    if (value.isTextual()) {
      text(schema, value.asText(), path);
    } else if (value.isNumber()) {
      number(schema, value, path);
    }
  }

  private static boolean contains(JsonNode choices, JsonNode value) {
    for (var choice : choices) {
      if (choice.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private void text(JsonNode schema, String text, String path) {
    var most = schema.path("maxLength");
    var least = schema.path("minLength");
    var pattern = schema.path("pattern");
    var length = text.codePointCount(0, text.length());
    if (most.isNumber() && length > most.asInt()) {
      draft.wrong(
          "FieldValueTooLong",
          path,
          "Too long: may not be more than %d bytes".formatted(most.asInt()));
    }
    if (least.isNumber() && length < least.asInt()) {
      draft.invalid(
          path, text, "%s in body should be at least %d chars long".formatted(path, least.asInt()));
    }
    if (pattern.isTextual() && !Pattern.compile(pattern.asText()).matcher(text).find()) {
      draft.invalid(path, text, "%s in body should match '%s'".formatted(path, pattern.asText()));
    }
  }

  private void number(JsonNode schema, JsonNode value, String path) {
    var most = schema.path("maximum");
    var least = schema.path("minimum");
    if (most.isNumber() && value.decimalValue().compareTo(most.decimalValue()) > 0) {
      draft.invalid(path, value, path + " in body should be less than or equal to " + most);
    }
    if (least.isNumber() && value.decimalValue().compareTo(least.decimalValue()) < 0) {
      draft.invalid(path, value, path + " in body should be greater than or equal to " + least);
    }
  }

  private boolean hasType(JsonNode schema, JsonNode value, String path) {
    var either = schema.path(INT_OR_STRING).asBoolean();
    var wanted = either ? "integer,string" : schema.path("type").asText();
    var is = typeOf(value);
    var right =
        wanted.isEmpty()
            || wanted.equals(is)
            || (wanted.equals("number") && is.equals("integer"))
            || (either && (is.equals("integer") || is.equals("string")))
            || (value.isNull() && schema.path("nullable").asBoolean());
    if (!right) {
      draft.wrong(
          "FieldValueTypeInvalid",
          path,
          "Invalid value: \"%1$s\": %2$s in body must be of type %3$s: \"%1$s\""
              .formatted(is, path, wanted));
    }
    return right && !value.isNull();
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL, MISSING -> "null";
    };
  }
}
