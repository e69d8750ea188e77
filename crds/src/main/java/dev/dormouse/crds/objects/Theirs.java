package dev.dormouse.crds.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Dormouse;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A template's podTemplate without what is Dormouse's own to say. */
final class Theirs {
  private static final String FOLDER = "/dormouse";

  private Theirs() {}

  /**
   * Takes away: name and owner, labels of our prefix, a second container of our name, and whatever
   * would stand at or above the host key.
   */
  static void without(ObjectNode podTemplate) {
    if (podTemplate.get("metadata") instanceof ObjectNode metadata) {
      metadata.retain("labels", "annotations");
      if (metadata.get("labels") instanceof ObjectNode labels) {
        labels.properties().removeIf(label -> label.getKey().startsWith(Dormouse.GROUP + "/"));
      }
    }
    JsonNode spec = podTemplate.path("spec");
    drop(spec.path("initContainers"), one -> named(one, Names.CONTAINER));
    for (JsonNode container : spec.path("containers")) {
      if (named(container, Names.CONTAINER)) {
        drop(container.path("volumeMounts"), Theirs::onOurs);
        drop(container.path("ports"), Theirs::isOurs);
      }
    }
  }

  private static boolean named(JsonNode one, String name) {
    return one.path("name").asText().equals(name);
  }

  private static boolean onOurs(JsonNode mount) {
    return Path.of("/", mount.path("mountPath").asText()).normalize().startsWith(FOLDER);
  }

  private static boolean isOurs(JsonNode port) {
    return named(port, "ssh") || port.path("containerPort").asInt() == SessionContainer.PORT;
  }

  private static void drop(JsonNode list, Predicate<JsonNode> unwanted) {
    if (list instanceof ArrayNode array) {
      for (int at = array.size() - 1; at >= 0; at--) {
        if (unwanted.test(array.get(at))) {
          array.remove(at);
        }
      }
    }
  }
}
