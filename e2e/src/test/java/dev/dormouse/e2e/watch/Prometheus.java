package dev.dormouse.e2e.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A real Prometheus of our own, which asks some brokers and reapers every second. */
final class Prometheus implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI home;
  private final Path log;
  private final Process process;

  private Prometheus(URI home, Path log, Process process) {
    this.home = home;
    this.log = log;
    this.process = process;
  }

  /** Starts one that knows our rules, and waits until it has heard of everybody. */
  static Prometheus of(String namespace, List<BrokerProcess> asked) throws IOException {
    var folder = Files.createTempDirectory("prometheus");
    var yaml =
        new StringBuilder(
            """
            global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
            - job_name: dormouse
              static_configs:
            """
                .formatted(Dashboards.RULES));
    for (var one : asked) {
      yaml.append(
          "  - {targets: ['127.0.0.1:%d'], labels: {namespace: '%s', instance: '%s'}}\n"
              .formatted(one.operations(), namespace, one.id()));
    }
    var config = Files.writeString(folder.resolve("prometheus.yml"), yaml);
    var port = freePort();
    var log = folder.resolve("log");
    var process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var prometheus = new Prometheus(URI.create("http://127.0.0.1:" + port), log, process);
    Eventually.holds("Prometheus hears all", () -> prometheus.hears(asked.size()));
    return prometheus;
  }

  private boolean hears(int many) {
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus ended: " + Dashboards.read(log));
    }
    try {
      return number("sum(up)") >= many;
    } catch (UncheckedIOException | AssertionError notYet) {
      return false;
    }
  }

  /**
   * What a query comes to just now: each series with its value; one that isn't a number is none.
   */
  List<JsonNode> ask(String query) {
    var body = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    var answer = call("/api/v1/query", BodyPublishers.ofString(body));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError("asked %s: %s".formatted(query, answer));
    }
    return StreamSupport.stream(answer.at("/data/result").spliterator(), false)
        .filter(one -> !one.at("/value/1").asText().equals("NaN"))
        .toList();
  }

  /** The one number that a query comes to. */
  double number(String query) {
    var answer = ask(query);
    if (answer.size() != 1) {
      throw new AssertionError("asked %s: %s".formatted(query, answer));
    }
    return Double.parseDouble(answer.getFirst().at("/value/1").asText());
  }

  /** What went wrong when somebody was asked last; nothing when all is well. */
  List<String> troubles() {
    var answer = call("/api/v1/targets", BodyPublishers.noBody());
    return StreamSupport.stream(answer.at("/data/activeTargets").spliterator(), false)
        .map(one -> one.path("lastError").asText())
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** The alerts that fire, or will soon. */
  List<JsonNode> alerts() {
    var answer = call("/api/v1/alerts", BodyPublishers.noBody());
    return StreamSupport.stream(answer.at("/data/alerts").spliterator(), false).toList();
  }

  private JsonNode call(String path, HttpRequest.BodyPublisher body) {
    var method = body.contentLength() == 0 ? "GET" : "POST";
    var request =
        HttpRequest.newBuilder(home.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, body)
            .build();
    try {
      return Json.tree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("asking Prometheus", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in asking Prometheus", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
