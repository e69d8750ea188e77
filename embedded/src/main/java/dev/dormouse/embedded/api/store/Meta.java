package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What every object carries in its {@code metadata}, read without caring whether it is there. */
public record Meta(ObjectNode object) {
  /** The metadata itself, made when there is none. */
  public ObjectNode node() {
    return object.withObjectProperty("metadata");
  }

  public String name() {
    return text("name");
  }

  public String namespace() {
    return text("namespace");
  }

  public Key key() {
    return new Key(namespace(), name());
  }

  public String uid() {
    return text("uid");
  }

  public String version() {
    return text("resourceVersion");
  }

  public long generation() {
    return get("generation").asLong();
  }

  public boolean deleting() {
    return get("deletionTimestamp").isTextual();
  }

  /** Zero also when it is not being deleted, or has no grace. */
  public long grace() {
    return get("deletionGracePeriodSeconds").asLong();
  }

  public List<String> finalizers() {
    return Json.texts(get("finalizers"));
  }

  public JsonNode owners() {
    return get("ownerReferences");
  }

  public JsonNode labels() {
    return get("labels");
  }

  public JsonNode get(String field) {
    return object.path("metadata").path(field);
  }

  private String text(String field) {
    return get(field).asText();
  }
}
