package dev.dormouse.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** Questions to an object that was seen. */
public final class Seen {
  private Seen() {}

  /** Whether a condition of its status is True. */
  public static boolean is(JsonNode object, String condition) {
    return condition(object, condition).path("status").asText().equals("True");
  }

  /** A condition of its status; missing when it has none of that type. */
  public static JsonNode condition(JsonNode object, String type) {
    for (var condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return object.path("no such condition");
  }

  /** Whether the phase of a pod, claim or namespace is this one. */
  public static boolean phase(JsonNode object, String phase) {
    return object.at("/status/phase").asText().equals(phase);
  }

  static boolean served(JsonNode definition) {
    return is(definition, "Established");
  }
}
