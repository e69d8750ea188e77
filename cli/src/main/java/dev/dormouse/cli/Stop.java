package dev.dormouse.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM, as something to wait for. A command awaits it, tidies up and says {@link
 * #done}; the JVM lives for as long as that takes, within limits, and then ends every process that
 * was started and is still there.
 */
final class Stop {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * From here on the end waits for {@link #done}.
   *
   * @param patience and for how long at most
   */
  void listen(Duration patience) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(patience), "stop"));
  }

  /** Whether somebody wants it to end: what comes of the start is nobody's interest any more. */
  boolean isAsked() {
    return asked.getCount() == 0 || isEnding();
  }

  /** Asked of the JVM itself: it takes no more hooks before the first of them has run a line. */
  private static boolean isEnding() {
    var runtime = Runtime.getRuntime();
    var probe = new Thread();
    try {
      runtime.addShutdownHook(probe);
      runtime.removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  void await() throws InterruptedException {
    asked.await();
  }

  void done() {
    done.countDown();
  }

  private void end(Duration patience) {
    // Seen before anything ends: what a shell started is nobody's child once the shell is gone.
    var started = ProcessHandle.current().descendants().toList();
    asked.countDown();
    try {
      done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
