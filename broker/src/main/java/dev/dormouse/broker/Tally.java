package dev.dormouse.broker;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.Wake;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.metrics.BrokerMetrics;

/** Counts each wake when it is over, by what became of it. */
record Tally(BrokerMetrics metrics) implements Wakes.Listener {
  @Override
  public void over(Wake wake) {
    switch (wake.story().standing()) {
      // This broker ends in the middle of it: another one goes on.
      case Standing.Failed(var why) when why.code() == Code.BUSY -> metrics.wake("left", "none");
      // Somebody changed their mind: nothing has failed.
      case Standing.Failed(var why) when why.code() == Code.STOPPED -> metrics.wake("left", "none");
      case Standing.Failed(var why) -> metrics.wake("failed", why.code().toString());
      case Standing.Reachable _ -> metrics.wake("woken", "none");
      // Somebody else had seen to it, or put it to sleep again, before there was anything to do.
      case Standing.Underway _ -> metrics.wake("left", "none");
    }
  }
}
