package dev.dormouse.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that stays, up and running in the foreground of nobody.
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

  /** {@code ./dormouse cluster}; returns when it says that it is up. */
  static Foreground cluster(Path folder, String... more) throws IOException, InterruptedException {
    return start("Ctrl-C ends it.", in("cluster", folder, more));
  }

  /** {@code ./dormouse demo}; returns when it says that it is up. */
  static Foreground demo(Path folder, String... more) throws IOException, InterruptedException {
    return start("Ctrl-C ends it.", in("demo", folder, more));
  }

  /** {@code ./dormouse broker}; returns when it says that it listens. */
  static Foreground broker(Path config) throws IOException, InterruptedException {
    return start("listening for ssh on", List.of("broker", "--config", config.toString()));
  }

  private static List<String> in(String command, Path folder, String... more) {
    return Stream.concat(Stream.of(command, "--dir", folder.toString()), Stream.of(more)).toList();
  }

  private static Foreground start(String untilItSays, List<String> command)
      throws IOException, InterruptedException {
    var printed = Files.createTempFile("foreground", ".out");
    var words = new ArrayList<String>(LISTENING_TO_INT);
    words.add(Checkout.ours().launcher().toString());
    words.addAll(command);
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    var running = new Foreground(process, printed);
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!running.said().contains(untilItSays)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        running.close();
        throw new IOException("%s isn't up; it said: %s".formatted(command, running.said()));
      }
      Thread.sleep(20);
    }
    return running;
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
