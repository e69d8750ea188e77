package dev.dormouse.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./dormouse cluster}, up and running in the foreground of nobody.
 *
 * @param process the command
 * @param printed the file that its stdout goes to
 */
record Foreground(Process process, Path printed) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What a shell starts in the background ignores SIGINT, and so does all that it starts, which a
   * shell can't undo: a test run that was started so would wait in vain.
   */
  private static final List<String> LISTENING_TO_INT =
      List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die $!");

  /** Returns when it says that it is up. */
  static Foreground cluster(Path folder, String... more) throws IOException, InterruptedException {
    var printed = Files.createTempFile("cluster", ".out");
    var words = new ArrayList<String>(LISTENING_TO_INT);
    words.add(Checkout.ours().launcher().toString());
    words.addAll(List.of("cluster", "--dir", folder.toString()));
    words.addAll(List.of(more));
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    var cluster = new Foreground(process, printed);
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!cluster.said().contains("Ctrl-C ends it.")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        cluster.close();
        throw new IOException("the cluster isn't up; it said: " + cluster.said());
      }
      Thread.sleep(20);
    }
    return cluster;
  }

  String said() throws IOException {
    return Files.readString(printed);
  }

  /** The path after {@code export KUBECONFIG=}. */
  Path kubeconfig() throws IOException {
    return said()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("export KUBECONFIG="))
        .map(line -> Path.of(line.substring("export KUBECONFIG=".length()).replace("'", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a signal; the exit code that follows within seconds. */
  int after(String signal) throws IOException, InterruptedException {
    Ran.command("sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IOException("it still runs 10 seconds after " + signal);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
