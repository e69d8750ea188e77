package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code dormouse broker}, or {@code dormouse reaper}, in a JVM of its own. */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String command;
  private final String id;
  private final int port;
  private final int operations;
  private final Path config;
  private final Path log;
  private Process process;

  private BrokerProcess(
      String command, String id, int port, int operations, Path config, Path log) {
    this.command = command;
    this.id = id;
    this.port = port;
    this.operations = operations;
    this.config = config;
    this.log = log;
    this.process = launch();
  }

  static BrokerProcess start(Path folder, String id, Map<String, String> settings, String more) {
    var port = freePort();
    var operations = freePort();
    var yaml = new StringBuilder();
    yaml.append("listen: 127.0.0.1:%d\noperations: 127.0.0.1:%d\n".formatted(port, operations));
    yaml.append("id: ").append(id).append('\n');
    settings.forEach((key, value) -> yaml.append(key + ": " + value + "\n"));
    yaml.append(more.isBlank() ? "" : more + "\n");
    try {
      var config = Files.writeString(folder.resolve(id + ".yaml"), yaml);
      return ready("broker", id, port, operations, config, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the configuration of " + id, e);
    }
  }

  /** A reaper instead. */
  static BrokerProcess reaper(Path folder, String id, Map<String, String> settings) {
    var operations = freePort();
    var yaml = new StringBuilder("operations: 127.0.0.1:%d\nid: %s\n".formatted(operations, id));
    settings.forEach((key, value) -> yaml.append(key + ": " + value + "\n"));
    try {
      var config = Files.writeString(folder.resolve(id + ".yaml"), yaml);
      return ready("reaper", id, 0, operations, config, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the configuration of " + id, e);
    }
  }

  private static BrokerProcess ready(
      String command, String id, int port, int operations, Path config, Path folder) {
    var one = new BrokerProcess(command, id, port, operations, config, folder.resolve(id + ".log"));
    one.awaitReady();
    return one;
  }

  private Process launch() {
    var options = List.of(System.getProperty("broker.jvm", "-Xmx192m").split(" "));
    var words = DormouseCommand.of(options, command, "--config", config.toString());
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("starting broker " + id, e);
    }
  }

  /** Starts it again, on the same ports; one that still runs is killed. */
  public void again() throws InterruptedException {
    kill();
    process = launch();
    awaitReady();
  }

  /** Waits until it is ready: on a busy machine its watches may come and go. */
  public void awaitReady() {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        var last = "broker " + id + " isn't ready: " + lastLines(80);
        close();
        throw new AssertionError(last);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in waiting for broker " + id, e);
      }
    }
  }

  private boolean isReady() {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** What its operations port answers. */
  public HttpResponse<String> get(String path) {
    var uri = URI.create("http://127.0.0.1:" + operations + path);
    try {
      return HTTP.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("asking " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in asking " + uri, e);
    }
  }

  public String id() {
    return id;
  }

  public int port() {
    return port;
  }

  /** Where its operations are, on this machine. */
  public int operations() {
    return operations;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  public void term() {
    Signals.send("TERM", process.pid());
  }

  /** SIGKILL, and its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for its end and gives its exit code. */
  public int ended(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(id + " still runs after " + patience + ": " + lastLines(40));
    }
    return process.exitValue();
  }

  /** Everything it has logged. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("reading the log of " + id, e);
    }
  }

  String lastLines(int count) {
    var lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size())) + "\n";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("finding a free port", e);
    }
  }
}
