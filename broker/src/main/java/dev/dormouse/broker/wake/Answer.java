package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;

/** What came of a call that changes the cluster. */
public sealed interface Answer {

  record Done() implements Answer {}

  /** Somebody else was quicker, and the next sight shows what they did. */
  record Overtaken() implements Answer {}

  /**
   * The cluster says no and won't say otherwise.
   *
   * @param why goes on after "small can't start: "
   */
  record Refused(Code code, String why) implements Answer {}

  /**
   * Not yet, or not without a word.
   *
   * @param line what to tell; then it is asked for again
   */
  record Later(String line) implements Answer {}

  /** The cluster's API doesn't answer. */
  record Away(String why) implements Answer {}
}
