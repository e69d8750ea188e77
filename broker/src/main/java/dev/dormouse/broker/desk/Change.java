package dev.dormouse.broker.desk;

import java.time.Instant;

/** One thing that a verb does to a session. */
public sealed interface Change {
  record KeepUntil(Instant until) implements Change {}

  record KeepNoMore() implements Change {}

  /** From now on it is wanted asleep. */
  record Sleep() implements Change {}

  /**
   * It goes.
   *
   * @param withHome and its own home with it, once it is gone; else the home stays, even if
   *     somebody had asked for its end before
   */
  record Remove(boolean withHome) implements Change {}
}
