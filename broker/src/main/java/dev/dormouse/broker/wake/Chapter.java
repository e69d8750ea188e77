package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;

/** What a pod's state means to the person who waits for it. */
public sealed interface Chapter {

  /**
   * It is coming.
   *
   * @param line to tell now; empty when there is nothing to say
   * @param late what it is called when it is still so at the deadline
   * @param waiting what it waits for then: goes on after "still starting after 10 minutes: "
   */
  record Coming(String line, Code late, String waiting) implements Chapter {}

  /**
   * It has an address.
   *
   * @param line to tell while its container isn't known to run; empty when it is
   */
  record There(String line) implements Chapter {}

  /**
   * It won't come.
   *
   * @param why goes on after "small can't start: "
   * @param lastWords what its container wrote last would explain it better
   */
  record Broken(Code code, String why, boolean lastWords) implements Chapter {}
}
