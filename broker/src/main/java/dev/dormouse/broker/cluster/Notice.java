package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.Order;

/**
 * That a session with connections of this broker is about to sleep.
 *
 * @param loginUser whose terminals are to be told
 * @param line what
 */
public record Notice(Order order, String loginUser, String line) {
  /** Tells it. It may take some seconds. */
  @FunctionalInterface
  public interface Teller {
    void tell(Notice notice) throws InterruptedException;
  }
}
