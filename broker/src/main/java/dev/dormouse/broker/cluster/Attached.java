package dev.dormouse.broker.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** That one connection is there, until it is closed; closing it waits for nobody. */
public final class Attached implements AutoCloseable {
  private final Consumer<Attached> leave;
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile LongSupplier moved = () -> 0;

  public Attached(Consumer<Attached> leave) {
    this.leave = leave;
  }

  /** From now on this says how many bytes of use it has moved; asked now and then. */
  public void moves(LongSupplier bytes) {
    moved = bytes;
  }

  long moved() {
    return moved.getAsLong();
  }

  @Override
  public void close() {
    if (left.compareAndSet(false, true)) {
      leave.accept(this);
    }
  }
}
