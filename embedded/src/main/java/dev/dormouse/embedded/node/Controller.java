package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on a thread of its own that looks at everything whenever something changed. */
final class Controller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
  private static final Duration AGAIN = Duration.ofMillis(200);

  /** One look: does what can be done now, and may be asked again at any time. */
  interface Look {
    /** True when it wants to look again soon, whatever happens. */
    boolean look() throws InterruptedException;
  }

  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  Controller(String name, Look look) {
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> loop(look));
  }

  <T> Signal<T> signal() {
    return new Signal<>(changes);
  }

  void start() {
    thread.start();
    changes.release();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void loop(Look look) {
    boolean again = false;
    while (true) {
      try {
        if (again) {
          changes.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          changes.acquire();
        }
        changes.drainPermits();
        again = look.look();
      } catch (InterruptedException closed) {
        return;
      } catch (KubernetesClientException raced) {
        // A conflict, or an object that is gone: the next look sees how things are.
        LOG.atDebug().setCause(raced).log("looks again");
        again = true;
      } catch (RuntimeException broken) {
        LOG.atError().setCause(broken).log("a look broke; the next change brings another");
      }
    }
  }
}
