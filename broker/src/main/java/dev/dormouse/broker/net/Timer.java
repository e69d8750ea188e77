package dev.dormouse.broker.net;

import java.util.concurrent.Future;

/** Something that an event loop will do, unless it is called off. */
public interface Timer {
  void cancel();

  static Timer of(Future<?> scheduled) {
    return () -> scheduled.cancel(false);
  }
}
