package dev.dormouse.embedded.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Kubernetes' own patch: as a merge patch, but lists of things with a key merge by that key, and
 * {@code $patch}, {@code $retainKeys} and {@code $deleteFromPrimitiveList} say more than JSON can.
 *
 * <p>The keys are those of pods, nodes and metadata, by the name of the list alone: nothing that is
 * served here has two lists of one name and different keys.
 */
public final class StrategicMerge {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("env", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("ports", "containerPort"),
          Map.entry("conditions", "type"),
          Map.entry("addresses", "type"),
          Map.entry("taints", "key"),
          Map.entry("hostAliases", "ip"),
          Map.entry("podIPs", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("ownerReferences", "uid"));

  private static final String DIRECTIVE = "$patch";
  private static final String DELETED_ITEMS = "$deleteFromPrimitiveList/";
  private static final String RETAINED = "$retainKeys";

  private StrategicMerge() {}

  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    var replaces = changes.path(DIRECTIVE).asText().equals("replace");
    var merged =
        target instanceof ObjectNode object && !replaces
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    if (changes.path(RETAINED) instanceof ArrayNode kept) {
      merged.retain(kept.valueStream().map(JsonNode::asText).toList());
    }
    for (var change : changes.properties()) {
      change(merged, change.getKey(), change.getValue());
    }
    return merged;
  }

  private static void change(ObjectNode merged, String field, JsonNode value) {
    if (field.startsWith(DELETED_ITEMS)) {
      merged.set(
          field.substring(DELETED_ITEMS.length()),
          without(merged.path(field.substring(DELETED_ITEMS.length())), value));
    } else if (field.startsWith("$")) {
      return;
    } else if (value.isNull() || isDeletion(value)) {
      merged.remove(field);
    } else if (value instanceof ArrayNode list) {
      merged.set(field, list(field, merged.path(field), list));
    } else {
      merged.set(field, apply(merged.path(field), value));
    }
  }

  private static boolean isDeletion(JsonNode value) {
    return value.path(DIRECTIVE).asText().equals("delete");
  }

  private static ArrayNode without(JsonNode list, JsonNode items) {
    var kept = JsonNodeFactory.instance.arrayNode();
    list.valueStream()
        .filter(each -> items.valueStream().noneMatch(each::equals))
        .forEach(kept::add);
    return kept;
  }

  private static ArrayNode list(String field, JsonNode target, ArrayNode patch) {
    if (field.equals("finalizers")) {
      return target instanceof ArrayNode old ? without(old, patch).addAll(patch) : patch.deepCopy();
    }
    var key = KEYS.get(field);
    if (key == null || patch.valueStream().anyMatch(StrategicMerge::replacesAll)) {
      var all = patch.deepCopy();
      all.removeIf(StrategicMerge::replacesAll);
      return all;
    }
    return byKey(key, target, patch);
  }

  private static boolean replacesAll(JsonNode item) {
    return item.path(DIRECTIVE).asText().equals("replace") && item.size() == 1;
  }

  /** What is new comes first, as on the real server. */
  private static ArrayNode byKey(String key, JsonNode target, ArrayNode patch) {
    var merged = JsonNodeFactory.instance.arrayNode();
    for (var item : patch) {
      if (!isDeletion(item) && target.valueStream().noneMatch(old -> same(key, old, item))) {
        merged.add(apply(JsonNodeFactory.instance.objectNode(), item));
      }
    }
    for (var old : target) {
      var change = patch.valueStream().filter(item -> same(key, old, item)).findFirst();
      if (change.isEmpty()) {
        merged.add(old.deepCopy());
      } else if (!isDeletion(change.get())) {
        merged.add(apply(old, change.get()));
      }
    }
    return merged;
  }

  private static boolean same(String key, JsonNode one, JsonNode other) {
    return one.path(key).equals(other.path(key));
  }
}
