package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;

/** Which objects of a kind a list or a watch is about; an empty namespace means all of them. */
public record Selection(
    String namespace, Predicate<ObjectNode> labels, Predicate<ObjectNode> fields) {

  public boolean has(ObjectNode object) {
    return (namespace.isEmpty() || namespace.equals(new Meta(object).namespace()))
        && labels.test(object)
        && fields.test(object);
  }

  /** What a change looks like from here: an object may also come into view, or leave it. */
  public Optional<Event> see(Change change) {
    return switch (change) {
      case Change.Added(_, var object) -> event(has(object), Event.Type.ADDED, object);
      case Change.Deleted(_, var before, var last) -> event(has(before), Event.Type.DELETED, last);
      case Change.Modified(var version, var before, var after) -> {
        if (has(after)) {
          var type = has(before) ? Event.Type.MODIFIED : Event.Type.ADDED;
          yield Optional.of(new Event(type, after));
        }
        yield event(has(before), Event.Type.DELETED, at(version, before));
      }
    };
  }

  private static Optional<Event> event(boolean seen, Event.Type type, ObjectNode object) {
    return seen ? Optional.of(new Event(type, object)) : Optional.empty();
  }

  private static ObjectNode at(long version, ObjectNode object) {
    var copy = object.deepCopy();
    new Meta(copy).node().put("resourceVersion", Long.toString(version));
    return copy;
  }
}
