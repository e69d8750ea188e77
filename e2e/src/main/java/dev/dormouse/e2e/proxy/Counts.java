package dev.dormouse.e2e.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every call that came, in order; the calls of a run fit in memory. */
public final class Counts {
  private final List<Call> calls = new ArrayList<>();

  synchronized void add(Call call) {
    calls.add(call);
    notifyAll();
  }

  /** The calls that are meant, in the order in which they came. */
  public synchronized List<Call> calls(Matching matching) {
    return calls.stream().filter(matching.test()).toList();
  }

  /** How many calls are meant. */
  public int count(Matching matching) {
    return calls(matching).size();
  }

  /** Waits until at least so many of the calls that are meant have come. */
  public synchronized void await(Matching matching, int atLeast, Duration deadline)
      throws InterruptedException {
    var until = System.nanoTime() + deadline.toNanos();
    while (count(matching) < atLeast) {
      var left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + atLeast + " calls; came " + calls);
      }
      wait(left);
    }
  }

  /** Forgets all calls. */
  public synchronized void clear() {
    calls.clear();
  }
}
