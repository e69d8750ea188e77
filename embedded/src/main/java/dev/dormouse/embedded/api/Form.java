package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.table.Table;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
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

  /** As the rows of a table. */
  record Rows(Kind kind, Table.Include include, InstantSource clock) implements Form {
    @Override
    public ObjectNode one(ObjectNode object) {
      return table(List.of(object), new Meta(object).version());
    }

    @Override
    public ObjectNode list(List<ObjectNode> objects, long version) {
      return table(objects, Long.toString(version));
    }

    @Override
    public ObjectNode event(ObjectNode object, boolean first) {
      var table = one(object);
      return first ? table : table.putNull("columnDefinitions");
    }

    private ObjectNode table(List<ObjectNode> objects, String version) {
      return Table.of(kind, objects, version, include, clock.instant());
    }
  }

  /** What the caller accepts, of what there is. */
  static Form asked(RoutingContext context, Kind kind, Query query, InstantSource clock) {
    var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accepted == null || !accepted.replace(" ", "").contains("as=Table;v=v1;g=meta.k8s.io")) {
      return new Plain(kind);
    }
    var include =
        switch (query.text("includeObject")) {
          case "Object" -> Table.Include.OBJECT;
          case "None" -> Table.Include.NONE;
          default -> Table.Include.METADATA;
        };
    return new Rows(kind, include, clock);
  }
}
