package dev.dormouse.embedded.api.store;

/** What is particular about writing objects of one kind. */
public interface Rules {
  /** Nothing in particular. */
  Rules NONE = new Rules() {};

  /** Drops what the kind doesn't know, fills in what may be left out; before every write. */
  default void shape(Draft draft) {}

  /** The server's own part of a new object, and what may not be in one. */
  default void create(Draft draft) {}

  /** What may not change from {@code draft.before()} to {@code draft.object()}. */
  default void update(Draft draft) {}
}
