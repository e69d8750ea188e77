package dev.dormouse.embedded.api.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import java.time.Instant;
import java.util.List;

/** Objects of a kind as rows, in the form that kubectl asks for. */
public final class Table {
  private Table() {}

  /** How much of each object comes with its row. */
  public enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  public static ObjectNode of(
      Kind kind, List<ObjectNode> objects, String version, Include include, Instant now) {
    var columns = Columns.of(kind);
    var table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata").put("resourceVersion", version);
    var heads = table.putArray("columnDefinitions");
    for (var column : columns) {
      var head = heads.addObject().put("name", column.head()).put("type", column.type());
      head.put("format", column.format()).put("description", "");
      head.put("priority", column.priority());
    }
    var rows = table.putArray("rows");
    for (var object : objects) {
      var row = rows.addObject();
      var cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell().of(object, now)));
      row.set("object", included(object, include));
    }
    return table;
  }

  private static ObjectNode included(ObjectNode object, Include include) {
    return switch (include) {
      case OBJECT -> object;
      case NONE -> Json.object();
      case METADATA -> {
        var part = Json.object().put("kind", "PartialObjectMetadata");
        part.put("apiVersion", "meta.k8s.io/v1").set("metadata", object.path("metadata"));
        yield part;
      }
    };
  }
}
