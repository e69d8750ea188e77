package dev.dormouse.broker.relay;

/**
 * How a connection ended.
 *
 * @param words what the one who ended it said; the connection's own words when nobody said any
 * @param up bytes of messages from the client
 * @param down bytes of messages to the client
 */
public record Farewell(Cause cause, String words, long up, long down) {
  /** Whose doing it was. */
  public enum Cause {
    CLIENT_LEFT,
    POD_LEFT,
    /** Ours: drained, suspended, refused. */
    ENDED,
    /** Nobody's wish: a protocol error, or a bug. */
    BROKEN
  }
}
