package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.concurrent.Semaphore;

/** That something changed somewhere: wakes a loop that then looks at everything. */
final class Signal<T> implements ResourceEventHandler<T> {
  private final Semaphore changes;

  Signal(Semaphore changes) {
    this.changes = changes;
  }

  @Override
  public void onAdd(T object) {
    changes.release();
  }

  @Override
  public void onUpdate(T before, T now) {
    changes.release();
  }

  @Override
  public void onDelete(T object, boolean unknown) {
    changes.release();
  }
}
