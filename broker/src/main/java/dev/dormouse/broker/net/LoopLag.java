package dev.dormouse.broker.net;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How late the event loops come to what is due: each has something to do every half second. */
public final class LoopLag {
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int HALF_A_MINUTE = 60;

  private final List<Lateness> loops;

  private LoopLag(List<Lateness> loops) {
    this.loops = List.copyOf(loops);
  }

  /** Of all event loops, until they end. */
  public static LoopLag of(Vertx vertx) {
    List<Lateness> loops = new ArrayList<>();
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      var lateness = new Lateness(PERIOD, HALF_A_MINUTE, System.nanoTime());
      loops.add(lateness);
      var _ =
          loop.scheduleWithFixedDelay(
              () -> lateness.comes(System.nanoTime()),
              PERIOD.toMillis(),
              PERIOD.toMillis(),
              TimeUnit.MILLISECONDS);
    }
    return new LoopLag(loops);
  }

  /** Of the slowest loop, the worst of the last half minute. */
  public Duration worst() {
    return loops.stream()
        .map(one -> one.worst(System.nanoTime()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
