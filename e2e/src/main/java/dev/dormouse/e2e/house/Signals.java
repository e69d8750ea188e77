package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What Java can't send by itself. */
final class Signals {
  private Signals() {}

  static void send(String name, long pid) {
    try {
      var code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " " + pid + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill -" + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in kill -" + name, e);
    }
  }
}
