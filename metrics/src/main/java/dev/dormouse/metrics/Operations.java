package dev.dormouse.metrics;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The web server for whoever runs Dormouse: {@code /livez}, {@code /readyz}, {@code /metrics}.
 * Pages are written on a thread of their own, so that the loop that carries somebody's keystrokes
 * never writes one.
 */
public final class Operations implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A connection on which nothing has moved for this long is closed. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private final HttpServer server;
  private final InetSocketAddress address;
  private final Runnable last;

  private Operations(HttpServer server, InetSocketAddress address, Runnable last) {
    this.server = server;
    this.address = address;
    this.last = last;
  }

  /**
   * Answers when it listens. Not to be called on an event loop.
   *
   * @param at port 0 is any free one
   * @param failedChecks the names of what is wrong just now; nothing when people can be served
   * @throws BindException when it can't listen there; says why
   */
  public static Operations start(
      Vertx vertx, InetSocketAddress at, Metrics metrics, Supplier<List<String>> failedChecks)
      throws IOException {
    var guests = new Guests();
    var pages = pages(vertx, metrics, failedChecks);
    var options =
        new HttpServerOptions()
            .setHost(at.getHostString())
            .setPort(at.getPort())
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) SILENCE.toSeconds());
    var server =
        vertx
            .createHttpServer(options)
            .connectionHandler(guests::welcome)
            .requestHandler(
                question -> {
                  guests.ask(question);
                  pages.handle(question);
                });
    var bound = bound(server.listen(), at);
    return new Operations(
        bound, new InetSocketAddress(at.getHostString(), bound.actualPort()), () -> {});
  }

  /** The same for whoever has no event loops of their own. */
  public static Operations start(
      InetSocketAddress at, Metrics metrics, Supplier<List<String>> failedChecks)
      throws IOException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var served = start(vertx, at, metrics, failedChecks);
      return new Operations(served.server, served.address, () -> vertx.close().await());
    } catch (IOException | RuntimeException notToday) {
      var _ = vertx.close();
      throw notToday;
    }
  }

  private static HttpServer bound(Future<HttpServer> listening, InetSocketAddress at)
      throws IOException {
    try {
      return listening
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while operations began to listen");
    } catch (ExecutionException | TimeoutException problem) {
      throw refused(at, problem.getCause() == null ? problem : problem.getCause());
    }
  }

  private static BindException refused(InetSocketAddress at, Throwable cause) {
    var why = String.valueOf(cause.getMessage());
    var refusal =
        new BindException(
            "operations can't listen on %s:%d: %s"
                .formatted(
                    at.getHostString(),
                    at.getPort(),
                    why.contains("in use") ? "the port is taken already" : why));
    refusal.initCause(cause);
    return refusal;
  }

  private static Router pages(Vertx vertx, Metrics metrics, Supplier<List<String>> failedChecks) {
    var router = Router.router(vertx);
    page(router, "/livez", _ -> new Page(200, Page.PLAIN, "ok\n"));
    page(router, "/readyz", _ -> Page.readiness(failedChecks.get()));
    page(
        router,
        "/metrics",
        accept -> {
          var format = Metrics.format(accept);
          return new Page(200, format, metrics.scrape(format));
        });
    router
        .route()
        .handler(
            request ->
                new Page(404, Page.PLAIN, "there is /livez, /readyz and /metrics\n")
                    .sendTo(request.response()));
    return router;
  }

  private static void page(Router router, String path, Page.Writer writer) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(request -> answer(request, writer));
  }

  private static void answer(RoutingContext request, Page.Writer writer) {
    var accept = String.join(",", request.request().headers().getAll("Accept"));
    var loop = request.vertx().getOrCreateContext();
    HttpServerResponse response = request.response();
    Thread.startVirtualThread(
        () -> {
          var page = Page.written(writer, accept);
          loop.runOnContext(_ -> page.sendTo(response));
        });
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Listens no more; what is open is closed soon after. */
  @Override
  public void close() {
    var _ = server.close();
    last.run();
  }
}
