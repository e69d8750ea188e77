package dev.dormouse.crds.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays one pod over another: objects are merged field by field, containers too when their names are
 * the same; of other entries of a list with the same key ours is taken whole, and everything else
 * is replaced.
 *
 * <p>Keys are those of Kubernetes' strategic merge; tolerations, affinity's requirements and added
 * capabilities, which that replaces as a whole, are kept side by side here.
 */
final class Merge {
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("ports", List.of("containerPort", "protocol")),
          Map.entry("add", List.of()),
          Map.entry("tolerations", List.of("key", "operator", "value", "effect")),
          Map.entry("requiredDuringSchedulingIgnoredDuringExecution", List.of()));

  private Merge() {}

  /**
   * {@code over} laid over {@code under}; neither is changed. What is over comes first in lists.
   */
  static ObjectNode lay(ObjectNode over, ObjectNode under) {
    ObjectNode merged = under.deepCopy();
    over.properties()
        .forEach(
            field ->
                merged.set(
                    field.getKey(),
                    value(field.getKey(), field.getValue(), under.get(field.getKey()))));
    return merged;
  }

  private static JsonNode value(String field, JsonNode over, @Nullable JsonNode under) {
    if (over instanceof ObjectNode top && under instanceof ObjectNode bottom) {
      return lay(top, bottom);
    }
    List<String> keys = KEYS.get(field);
    if (keys != null && over instanceof ArrayNode top && under instanceof ArrayNode bottom) {
      return entries(field, keys, top, bottom);
    }
    return over.deepCopy();
  }

  private static ArrayNode entries(
      String field, List<String> keys, ArrayNode over, ArrayNode under) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (JsonNode top : over) {
      JsonNode twin = null;
      for (JsonNode bottom : under) {
        twin = same(keys, top, bottom) ? bottom : twin;
      }
      merged.add(twin == null ? top.deepCopy() : entry(field, top, twin));
    }
    for (JsonNode bottom : under) {
      boolean named = false;
      for (JsonNode top : over) {
        named |= same(keys, top, bottom);
      }
      if (!named) {
        merged.add(bottom.deepCopy());
      }
    }
    return merged;
  }

  /** Half a volume or half a variable of each would be neither: only containers are merged. */
  private static JsonNode entry(String field, JsonNode over, JsonNode under) {
    return field.endsWith("ontainers") ? value("", over, under) : over.deepCopy();
  }

  private static boolean same(List<String> keys, JsonNode one, JsonNode other) {
    return !keys.isEmpty() && keys.stream().allMatch(key -> one.path(key).equals(other.path(key)));
  }
}
