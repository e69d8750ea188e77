package dev.dormouse.broker.net;

import java.time.Duration;
import java.util.Arrays;

/** How late somebody comes who is expected again and again, as far back as it is remembered. */
final class Lateness {
  private final long period;
  private final long[] late;
  private int next;
  private long due;

  /**
   * Of nobody who has come yet.
   *
   * @param remembered so many times
   * @param now in nanoseconds, like every moment here
   */
  Lateness(Duration period, int remembered, long now) {
    this.period = period.toNanos();
    this.late = new long[remembered];
    this.due = now + this.period;
  }

  synchronized void comes(long now) {
    late[next] = now - due;
    next = (next + 1) % late.length;
    due = now + period;
  }

  /** Who should be here and isn't is late already. */
  synchronized Duration worst(long now) {
    long remembered = Arrays.stream(late).max().orElse(0);
    return Duration.ofNanos(Math.max(0, Math.max(remembered, now - due)));
  }
}
