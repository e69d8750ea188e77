package dev.dormouse.broker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is done beside the story, on a virtual thread of its own, and awaited later. */
final class Beside<T> {
  private final FutureTask<T> task;

  private Beside(Supplier<T> work) {
    this.task = new FutureTask<>(work::get);
  }

  static <T> Beside<T> run(Supplier<T> work) {
    var beside = new Beside<>(work);
    Thread.ofVirtual().name("beside").start(beside.task);
    return beside;
  }

  T await() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** For a story that won't wait for it any more. */
  void whenDone(Consumer<T> last) {
    Thread.ofVirtual()
        .name("beside")
        .start(
            () -> {
              try {
                last.accept(task.get());
              } catch (ExecutionException nothingToUndo) {
                // It failed, so there is nothing that would have to be undone.
              } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
