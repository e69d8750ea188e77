package dev.dormouse.broker.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** One kind of object under watch, for ever: whatever breaks the watch, it begins again. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
  private final String name;
  private final SharedIndexInformer<T> informer;
  private volatile Trouble trouble = Trouble.NONE;
  private long brokenSince;

  private Watched(String name, SharedIndexInformer<T> informer) {
    this.name = name;
    this.informer = informer;
    this.brokenSince = System.nanoTime();
  }

  /**
   * Not started yet.
   *
   * @param name as readiness calls it
   * @param bells rung for each object that came, changed or went
   */
  static <T extends HasMetadata> Watched<T> of(String name, Informable<T> objects, Bell... bells) {
    var informer = objects.runnableInformer(0);
    informer.addEventHandler(
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T added) {
            ring(bells);
          }

          @Override
          public void onUpdate(T before, T now) {
            ring(bells);
          }

          @Override
          public void onDelete(T gone, boolean unseen) {
            ring(bells);
          }
        });
    var watched = new Watched<>(name, informer);
    informer.exceptionHandler(
        (_, problem) -> {
          watched.trouble = Trouble.of(problem);
          return true;
        });
    return watched;
  }

  private static void ring(Bell... bells) {
    for (Bell bell : bells) {
      bell.ring();
    }
  }

  SharedIndexInformer<T> informer() {
    return informer;
  }

  /** Starts it in the background: an API server that is away is waited for. */
  void start() {
    informer
        .start()
        .whenComplete(
            (_, _) -> {
              // Whether it began is asked of the informer.
            });
  }

  String name() {
    return name;
  }

  /** Whether it knows of everything that there was when it began. */
  boolean listed() {
    return informer.lastSyncResourceVersion() != null
        && !informer.lastSyncResourceVersion().isEmpty();
  }

  /** Why it isn't heard just now, as far as it was told. */
  Trouble trouble() {
    if (informer.isWatching()) {
      trouble = Trouble.NONE;
    }
    return trouble;
  }

  void forgetTrouble() {
    trouble = Trouble.NONE;
  }

  /** For how long nothing could be heard; to be asked regularly. */
  synchronized long nanosBroken() {
    long now = System.nanoTime();
    if (informer.isWatching()) {
      brokenSince = now;
    }
    return now - brokenSince;
  }

  @Override
  public void close() {
    informer.stop();
  }
}
