package dev.dormouse.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what no watch tells: asked again and again, up to a deadline. */
public final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private Eventually() {}

  /** Asks until it is so. */
  public static void holds(String what, BooleanSupplier condition) {
    within(DEADLINE, what, condition);
  }

  /** Asks until it is so, this long. */
  public static void within(Duration deadline, String what, BooleanSupplier condition) {
    var until = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for this: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
