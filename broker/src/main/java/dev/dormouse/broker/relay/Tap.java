package dev.dormouse.broker.relay;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is read of one leg: all of it, or nothing while the other has no room. */
final class Tap {
  private final BooleanSupplier alive;
  private final Consumer<Boolean> read;
  private final Consumer<Boolean> paused;
  private boolean shut;

  /**
   * Of a leg that is read.
   *
   * @param alive whether the leg isn't over
   * @param read reads it, or doesn't
   * @param paused told when that ends, and when it begins again
   */
  Tap(BooleanSupplier alive, Consumer<Boolean> read, Consumer<Boolean> paused) {
    this.alive = alive;
    this.read = read;
    this.paused = paused;
  }

  /** A leg that is over is read to its end. */
  void open(boolean on) {
    boolean closes = !on && alive.getAsBoolean();
    read.accept(!closes);
    if (closes != shut) {
      shut = closes;
      paused.accept(closes);
    }
  }
}
