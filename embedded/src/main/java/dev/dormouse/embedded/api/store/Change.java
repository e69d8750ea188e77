package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One step in the life of an object, at the version that it made. */
public sealed interface Change {
  long version();

  record Added(long version, ObjectNode object) implements Change {}

  record Modified(long version, ObjectNode before, ObjectNode after) implements Change {}

  /** {@code last} is what was there, stamped with the version of its end. */
  record Deleted(long version, ObjectNode before, ObjectNode last) implements Change {}
}
