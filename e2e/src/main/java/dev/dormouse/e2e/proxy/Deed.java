package dev.dormouse.e2e.proxy;

import java.time.Duration;

/** What is done to a call that falls under a rule. */
sealed interface Deed {
  /** It reaches the API server later. */
  record Delay(Duration by) implements Deed {}

  /** It is answered here, and never reaches the API server. */
  record Refuse(Fault fault) implements Deed {}

  /** Its connection is cut before it reaches the API server. */
  record Drop() implements Deed {}

  /** The API server does it; the connection is cut instead of the answer. */
  record LoseAnswer() implements Deed {}

  /** It waits here until a test lets it go. */
  record Hold(Held held) implements Deed {}
}
