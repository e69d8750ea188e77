package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import java.util.List;

/** How a caller wants to see objects. */
interface Form {
  ObjectNode one(ObjectNode object);

  ObjectNode list(List<ObjectNode> objects, long version);

  /** An object of a watch; only the first one says what is always the same. */
  default ObjectNode event(ObjectNode object, boolean first) {
    return one(object);
  }

  /** As they are. */
  record Plain(Kind kind) implements Form {
    @Override
    public ObjectNode one(ObjectNode object) {
      return object;
    }

    @Override
    public ObjectNode list(List<ObjectNode> objects, long version) {
      var list =
          Json.object().put("kind", kind.name() + "List").put("apiVersion", kind.apiVersion());
      list.putObject("metadata").put("resourceVersion", Long.toString(version));
      list.putArray("items").addAll(objects);
      return list;
    }
  }
}
