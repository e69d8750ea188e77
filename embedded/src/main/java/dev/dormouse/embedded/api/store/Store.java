package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All shelves, and the one counter of versions. */
public final class Store {
  /** Above 1, so that watching from version 1 is as much too old as on a server that has lived. */
  private static final long FIRST = 100;

  private final int historyLength;
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final List<Consumer<Change>> listeners = new ArrayList<>();
  private long version = FIRST;

  public Store(int historyLength) {
    this.historyLength = historyLength;
  }

  public long version() {
    return version;
  }

  public Shelf shelf(Kind kind) {
    return shelves.computeIfAbsent(kind.resource(), _ -> new Shelf(historyLength, version));
  }

  public ObjectNode get(Kind kind, Key key) {
    return shelf(kind).get(key).orElseThrow(() -> Refusal.notFound(kind, key.name()));
  }

  /** Calls back after every change of anything. */
  public void onChange(Consumer<Change> listener) {
    listeners.add(listener);
  }

  ObjectNode add(Kind kind, ObjectNode object) {
    var stamped = stamp(object);
    record(kind, new Change.Added(version, stamped));
    return stamped;
  }

  ObjectNode replace(Kind kind, ObjectNode before, ObjectNode after) {
    var stamped = stamp(after);
    record(kind, new Change.Modified(version, before, stamped));
    return stamped;
  }

  ObjectNode remove(Kind kind, ObjectNode object) {
    var stamped = stamp(object);
    record(kind, new Change.Deleted(version, object, stamped));
    return stamped;
  }

  private ObjectNode stamp(ObjectNode object) {
    version++;
    var stamped = object.deepCopy();
    new Meta(stamped).node().put("resourceVersion", Long.toString(version));
    return stamped;
  }

  private void record(Kind kind, Change change) {
    shelf(kind).record(change);
    listeners.forEach(listener -> listener.accept(change));
  }
}
