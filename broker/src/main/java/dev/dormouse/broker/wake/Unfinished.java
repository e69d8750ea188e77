package dev.dormouse.broker.wake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finishes starts that somebody began and nobody goes on with: another broker that died, or a
 * person who patched {@code wanted: Awake}. It looks at the snapshot, and asks nobody.
 */
final class Unfinished implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(500);

  /** How long a start may be without a pod until others think that nobody makes it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Ground ground;
  private final Wakes wakes;
  private final Map<SessionId, Long> since = new HashMap<>();

  Unfinished(Ground ground, Wakes wakes) {
    this.ground = ground;
    this.wakes = wakes;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        if (!ground.away()) {
          look(System.nanoTime());
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  void look(long now) {
    Set<SessionId> seen = new HashSet<>();
    for (Order order : ground.wantedAwake()) {
      if (!Course.unfinished(ground.sight(order))) {
        continue;
      }
      seen.add(order.session());
      long first = since.computeIfAbsent(order.session(), _ -> now);
      if (now - first >= PATIENCE.toNanos()) {
        wakes.finish(order);
      }
    }
    since.keySet().retainAll(seen);
  }
}
