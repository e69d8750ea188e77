package dev.dormouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations server over real HTTP. */
class OperationsIT {
  private static final String HERE = "127.0.0.1";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();
  private volatile List<String> failed = List.of();
  private Operations operations = opened();

  private Operations opened() {
    try {
      return Operations.start(vertx, any(), metrics, () -> failed);
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @BeforeEach
  void aLogin() {
    new BrokerMetrics(metrics).login("served", "publickey", "none");
  }

  @AfterEach
  void end() {
    client.close();
    operations.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void livesAndIsReady() throws Exception {
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void namesEachCheckThatFails() throws Exception {
    failed = List.of("users: not listed yet", "draining");

    var answer = get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("users: not listed yet\ndraining\n");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void speaksThePrometheusFormatUntilAskedForOpenMetrics() throws Exception {
    var usual = get("/metrics");
    assertThat(usual.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(usual.body()).contains("dormouse_logins_total").doesNotContain("# EOF");

    var open = get("/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(open.body()).contains("dormouse_logins_total").endsWith("# EOF\n");
  }

  @Test
  void saysWhatThereIsToWhoeverAsksForSomethingElse() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/").body()).isEqualTo("there is /livez, /readyz and /metrics\n");
  }

  @Test
  void aCheckThatThrowsIsAnAnswerToo() throws Exception {
    operations.close();
    operations =
        Operations.start(
            vertx,
            any(),
            metrics,
            () -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(get("/readyz").statusCode()).isEqualTo(500);
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = taken.getLocalPort();

      assertThatThrownBy(
              () ->
                  Operations.start(
                      vertx,
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                      metrics,
                      List::of))
          .isInstanceOf(BindException.class)
          .hasMessage(
              "operations can't listen on localhost:%d: the port is taken already".formatted(port));
    }
  }

  @Test
  void scrapersThatNeverReadDisturbNobody() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (var one = 0; one < 3 * Guests.MOST; one++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), operations.address().getPort());
        slow.add(socket);
        var request = "GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n".repeat(50);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(get("/livez").body()).isEqualTo("ok\n");
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void whoAsksStaysBeforeWhoOnlyConnects() throws Exception {
    operations.close();
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    operations =
        Operations.start(
            vertx,
            any(),
            metrics,
            () -> {
              asked.countDown();
              try {
                answer.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    var idle = new ArrayList<Socket>();
    try (var kubelet =
        new Socket(InetAddress.getLoopbackAddress(), operations.address().getPort())) {
      kubelet
          .getOutputStream()
          .write("GET /readyz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      for (var one = 0; one < 3 * Guests.MOST; one++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), operations.address().getPort()));
      }
      assertThat(idle.getFirst().getInputStream().read()).as("was sent away").isEqualTo(-1);
      answer.countDown();
      assertThat(new String(kubelet.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.0 200")
          .endsWith("ok\n");
    } finally {
      for (var socket : idle) {
        socket.close();
      }
    }
  }

  private static InetSocketAddress any() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    var address =
        URI.create("http://%s:%d%s".formatted(HERE, operations.address().getPort(), path));
    var request =
        HttpRequest.newBuilder(address).header("Accept", accept).timeout(Duration.ofSeconds(10));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
