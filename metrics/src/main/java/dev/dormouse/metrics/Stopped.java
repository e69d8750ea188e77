package dev.dormouse.metrics;

import java.util.function.LongSupplier;

/** For how long things stood still, all together: those that still do included. */
final class Stopped {
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private int now;
  private long last;
  private long sum;

  Stopped(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  synchronized void oneMore() {
    count();
    now++;
  }

  synchronized void oneLess() {
    count();
    now--;
  }

  synchronized double seconds() {
    count();
    return sum / NANOS;
  }

  private void count() {
    long moment = nanos.getAsLong();
    sum += now * (moment - last);
    last = moment;
  }
}
