package dev.dormouse.broker;

import static java.util.Objects.requireNonNull;

import dev.dormouse.broker.cluster.Attached;
import dev.dormouse.broker.cluster.Attachment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attachment of somebody who is about to come in. It is written from when there is a pod to
 * dial, since who waits for its sshd needs it as much as who is inside; unless it is kept, it is
 * undone in the end.
 */
final class Arrival implements AutoCloseable {
  private final Function<String, Attachment> attach;
  private String run = "";
  private @Nullable Beside<Attachment> attaching;

  /**
   * Of somebody who waits.
   *
   * @param attach writes the attachment to a run
   */
  Arrival(Function<String, Attachment> attach) {
    this.attach = attach;
  }

  /** Somebody comes to this run, and no longer to another: that begins to be written. */
  void to(String now) {
    if (attaching == null || !now.equals(run)) {
      close();
      run = now;
      attaching = Beside.run(() -> attach.apply(now));
    }
  }

  /** What became of it; that somebody came to a sleeping run is no news of the next. */
  Attachment written() throws InterruptedException {
    var written = requireNonNull(attaching).await();
    if (written instanceof Attachment.FallenAsleep) {
      attaching = null;
    }
    return written;
  }

  /** Whoever came is inside: leaving is their own matter from here on. */
  void keep() {
    attaching = null;
  }

  @Override
  public void close() {
    if (attaching != null) {
      attaching.whenDone(Arrival::undo);
      attaching = null;
    }
  }

  private static void undo(Attachment attachment) {
    switch (attachment) {
      case Attachment.Made(Attached attached) -> attached.close();
      case Attachment.Unreachable(Attached attached) -> attached.close();
      case Attachment.FallenAsleep() -> {}
    }
  }
}
