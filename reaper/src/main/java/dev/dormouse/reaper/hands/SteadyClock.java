package dev.dormouse.reaper.hands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that is never set: one that jumps, by an hour or a year, ends nobody's session. It
 * follows the real one by at most six minutes an hour.
 */
final class SteadyClock implements InstantSource {
  private static final int SLOWLY = 10;

  private final InstantSource real;
  private final LongSupplier nanos;
  private long last;
  private Instant now;

  /**
   * Begins with the time that it is.
   *
   * @param nanos as {@link System#nanoTime}
   */
  SteadyClock(InstantSource real, LongSupplier nanos) {
    this.real = real;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
    this.now = real.instant();
  }

  @Override
  public synchronized Instant instant() {
    long read = nanos.getAsLong();
    Duration passed = Duration.ofNanos(read - last);
    last = read;
    now = now.plus(passed);
    Duration off = Duration.between(now, real.instant());
    Duration most = passed.dividedBy(SLOWLY);
    now = now.plus(off.abs().compareTo(most) > 0 ? off.isNegative() ? most.negated() : most : off);
    return now;
  }
}
