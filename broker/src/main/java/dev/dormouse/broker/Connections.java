package dev.dormouse.broker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Those that are open now: to be ended when a user is suspended or the broker goes. */
final class Connections {
  private final Map<Long, Connection> open = new ConcurrentHashMap<>();

  void add(Connection connection) {
    open.put(connection.id(), connection);
  }

  void remove(Connection connection) {
    open.remove(connection.id());
    synchronized (this) {
      notifyAll();
    }
  }

  /** Ends those of a kind, each with this sentence. */
  void end(Predicate<Connection> which, String sentence) {
    open.values().stream().filter(which).forEach(one -> one.end(sentence));
  }

  /** Waits until none is left; false when some are after this long. */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty()) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  int size() {
    return open.size();
  }
}
