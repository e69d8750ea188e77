package dev.dormouse.e2e.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/** Which calls, what happens to them, and how many times more. */
public final class Rule {
  private final Matching matching;
  private final Deed deed;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  Rule(Matching matching, Deed deed) {
    this.matching = matching;
    this.deed = deed;
  }

  /** Limits it to the next so many calls. */
  public Rule times(int times) {
    left.set(times);
    return this;
  }

  /** Ends it. */
  public void lift() {
    left.set(0);
  }

  /** Whether this call falls under it; if so, one of its times is used up. */
  boolean takes(Call call) {
    return matching.test().test(call) && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }

  Deed deed() {
    return deed;
  }
}
