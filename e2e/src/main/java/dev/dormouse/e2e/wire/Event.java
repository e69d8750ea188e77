package dev.dormouse.e2e.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** One line of a watch: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR, and the object. */
public record Event(String type, JsonNode object) {

  public String name() {
    return object.path("metadata").path("name").asText();
  }

  public String version() {
    return object.path("metadata").path("resourceVersion").asText();
  }

  /** What a test compares: type and name, as in {@code ADDED a}. */
  public String brief() {
    return type + " " + name();
  }
}
