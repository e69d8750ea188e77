package dev.dormouse.e2e.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Calls, or events of watches, that wait in the proxy until a test lets them go. */
public final class Held {
  private final LinkedBlockingQueue<Call> arrived = new LinkedBlockingQueue<>();
  private final Promise<Void> released = Promise.promise();

  /** Waits for the next one that is held, and tells which; the first asking tells the first. */
  public Call await(Duration deadline) throws InterruptedException {
    var call = arrived.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
    if (call == null) {
      throw new AssertionError("nothing was held within " + deadline);
    }
    return call;
  }

  /** Lets all of them go, and holds none any more. */
  public void release() {
    released.tryComplete();
  }

  /** Asked on the event loop; completes there when this call may go on. */
  Future<Void> hold(Call call) {
    var loop = Objects.requireNonNull(Vertx.currentContext(), "asked off the event loop");
    Promise<Void> mine = Promise.promise();
    released.future().onComplete(_ -> loop.runOnContext(_ -> mine.complete()));
    arrived.add(call);
    return mine.future();
  }

  boolean isReleased() {
    return released.future().isComplete();
  }
}
