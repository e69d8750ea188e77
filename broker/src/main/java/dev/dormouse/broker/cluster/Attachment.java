package dev.dormouse.broker.cluster;

/** What came of telling a session that a connection has come. */
public sealed interface Attachment {

  /** It is awake, and knows. */
  record Made(Attached handle) implements Attachment {}

  /** Put to sleep, or in another run by now: wake it again. */
  record FallenAsleep() implements Attachment {}

  /** Nobody could be asked; by all that is known it is awake, and it is told later. */
  record Unreachable(Attached handle) implements Attachment {}
}
