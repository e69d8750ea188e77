package dev.dormouse.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a broker's operations page whether people can be served. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Readiness() {}

  /** Returns when it is ready. */
  static void await(InetSocketAddress operations) throws IOException, InterruptedException {
    var page = URI.create("http://127.0.0.1:%d/readyz".formatted(operations.getPort()));
    var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (answer.statusCode() != 200) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "the broker isn't ready after %d seconds: %s"
                  .formatted(PATIENCE.toSeconds(), answer.body().strip().replace("\n", ", ")));
        }
        Thread.sleep(PAUSE);
        answer = client.send(request, BodyHandlers.ofString());
      }
    }
  }
}
