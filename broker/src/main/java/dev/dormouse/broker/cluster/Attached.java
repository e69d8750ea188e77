package dev.dormouse.broker.cluster;

import java.util.concurrent.atomic.AtomicBoolean;

/** That one connection is there, until it is closed; closing it waits for nobody. */
public final class Attached implements AutoCloseable {
  private final Runnable leave;
  private final AtomicBoolean left = new AtomicBoolean();

  Attached(Runnable leave) {
    this.leave = leave;
  }

  @Override
  public void close() {
    if (left.compareAndSet(false, true)) {
      leave.run();
    }
  }
}
