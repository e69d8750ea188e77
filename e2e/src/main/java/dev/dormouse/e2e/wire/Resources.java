package dev.dormouse.e2e.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Predicate;

/** One collection of objects of an API server, such as the pods of one namespace. */
public record Resources(Api api, String path) {

  /** Creates the object that a piece of YAML describes. */
  public Answer create(String yaml) {
    return create(Json.tree(yaml));
  }

  public Answer create(JsonNode object) {
    return api.call("POST", path, "application/json", object.toString());
  }

  /** One object, or a subresource of it: {@code get("a")}, {@code get("a/status")}. */
  public Answer get(String name) {
    return api.get(path + "/" + name);
  }

  public Answer replace(String name, JsonNode object) {
    return api.call("PUT", path + "/" + name, "application/json", object.toString());
  }

  public Answer patch(Patch how, String name, String yaml) {
    return api.call("PATCH", path + "/" + name, how.mediaType(), Json.tree(yaml).toString());
  }

  /** Merges what a piece of YAML names into one object. */
  public Answer merge(String name, String yaml) {
    return patch(Patch.MERGE, name, yaml);
  }

  public Answer delete(String name) {
    return api.call("DELETE", path + "/" + name, "application/json", "");
  }

  /** Deletes one object under the DeleteOptions that a piece of YAML describes. */
  public Answer delete(String name, String options) {
    return api.call("DELETE", path + "/" + name, "application/json", Json.tree(options).toString());
  }

  /** Deletes all objects that the query selects. */
  public Answer deleteAll(String query) {
    return api.call("DELETE", path + "?" + query, "application/json", "");
  }

  /** The list that a query selects; an empty one selects all. */
  public ObjectNode list(String query) {
    return api.get(path + "?" + query).object();
  }

  /** Opens a watch with a query; an empty one begins with what is there. */
  public Watching watch(String query) {
    return api.watch(path + "?watch=true&" + query);
  }

  /** Opens a watch of one object, beginning with what is there. */
  public Watching watchOne(String name) {
    return watch("fieldSelector=metadata.name%3D" + name);
  }

  /** Waits until one object is in a certain state. */
  public JsonNode await(String name, String what, Duration deadline, Predicate<JsonNode> wanted)
      throws InterruptedException {
    try (var watching = watchOne(name)) {
      return watching.awaitObject(name + ": " + what, deadline, wanted);
    }
  }

  /** Waits until one object is no more. */
  public void awaitGone(String name, Duration deadline) throws InterruptedException {
    try (var watching = watchOne(name)) {
      if (get(name).code() != 404) {
        watching.await(name + " gone", deadline, event -> event.type().equals("DELETED"));
      }
    }
  }
}
