package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a watcher is told. */
public record Event(Type type, ObjectNode object) {
  /** The words of the watch protocol. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK,
    ERROR
  }
}
