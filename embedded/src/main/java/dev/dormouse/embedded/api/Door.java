package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The path of every request: is the caller known, what is asked for, and what if it goes wrong. */
final class Door {
  /** As much as etcd takes in one request, doubled. */
  private static final long MOST_BYTES = 3 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Vertx vertx;
  private final byte[] pass;
  private final Discovery discovery;
  private final Resources resources;

  Door(Vertx vertx, String token, Discovery discovery, Resources resources) {
    this.vertx = vertx;
    this.pass = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
    this.discovery = discovery;
    this.resources = resources;
  }

  Router router() {
    var router = Router.router(vertx);
    router.route().handler(this::letIn);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
    for (var health : new String[] {"/healthz", "/livez", "/readyz"}) {
      router.get(health).handler(context -> context.end("ok"));
    }
    router.get("/version").handler(context -> answer(context, 200, Discovery.version()));
    router.get("/api").handler(context -> answer(context, 200, Discovery.core()));
    router.get("/apis").handler(context -> answer(context, 200, discovery.groups()));
    router.get("/openapi/v3").handler(context -> answer(context, 200, discovery.openApi()));
    router
        .get("/openapi/v3/*")
        .handler(c -> answer(c, 200, discovery.openApi(c.normalizedPath().substring(12))));
    for (var path : new String[] {"/api/:version", "/apis/:group", "/apis/:group/:version"}) {
      router.get(path).handler(c -> answer(c, 200, discovery.at(c.normalizedPath())));
    }
    router.post("/api/v1/namespaces/:namespace/bindings").handler(resources::bind);
    router.route().handler(resources::handle);
    router.route().failureHandler(Door::fail);
    return router;
  }

  private void letIn(RoutingContext context) {
    var shown = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (shown != null && MessageDigest.isEqual(pass, shown.getBytes(StandardCharsets.UTF_8))) {
      context.next();
    } else {
      throw Refusal.of(401, "Unauthorized", "Unauthorized");
    }
  }

  static void answer(RoutingContext context, int code, JsonNode body) {
    context
        .response()
        .setStatusCode(code)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(Json.print(body)));
  }

  private static void fail(RoutingContext context) {
    var refusal =
        switch (context.failure()) {
          case Refusal told -> told;
          case HttpException told ->
              Refusal.of(told.getStatusCode(), "", String.valueOf(told.getMessage()));
          case null -> Refusal.of(context.statusCode(), "", "the request can't be handled");
          case Throwable unexpected -> {
            LOG.atError()
                .setCause(unexpected)
                .addKeyValue("method", context.request().method())
                .addKeyValue("path", context.request().path())
                .log("request failed");
            yield Refusal.of(500, "InternalError", "Internal error occurred: see the log");
          }
        };
    if (context.response().headWritten()) {
      context.request().connection().close();
    } else if (refusal.ofNoServer() && context.normalizedPath().startsWith("/apis/")) {
      context.response().setStatusCode(404).end("404 page not found\n");
    } else {
      answer(context, refusal.code(), refusal.status());
    }
  }
}
