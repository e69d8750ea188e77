package dev.dormouse.broker.cluster;

/** Rings at every change of the snapshot, for whoever waits for one. */
final class Bell {
  private long rung;

  synchronized long rung() {
    return rung;
  }

  synchronized void ring() {
    rung++;
    notifyAll();
  }

  /** Waits until it rang since then, or until this time by the JVM's clock. */
  synchronized void await(long since, long end) throws InterruptedException {
    for (long left = end - System.nanoTime();
        rung == since && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
