package dev.dormouse.e2e.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Where calls come in: counts them, and sends them on without the part that names their client. */
final class Door {
  private final Vertx vertx;
  private final HttpProxy proxy;
  private final Counts counts;

  Door(Vertx vertx, Upstream upstream, Interference interference, Counts counts) {
    this.vertx = vertx;
    this.counts = counts;
    this.proxy =
        HttpProxy.reverseProxy(upstream.client(vertx))
            .origin(upstream.port(), upstream.server().getHost())
            .addInterceptor(interference)
            .addInterceptor(new Address(upstream), true);
  }

  /** Opens it on a port of this machine alone; 0 is any. */
  HttpServer open(int port) {
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            // One call a connection at a time, so that cutting one cuts that one.
            .setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options).requestHandler(this::enter).listen().await();
  }

  private void enter(HttpServerRequest request) {
    var call = Call.of(request.method().name(), request.uri());
    if (call.verb() == Verb.WATCH && request.canUpgradeToWebSocket()) {
      // What a server without WebSockets says: the client watches by plain HTTP then, which the
      // proxy can read.
      request.response().setStatusCode(200).end();
    } else {
      counts.add(call);
      proxy.handle(request);
    }
  }

  /** Makes a call to the proxy one to the API server. */
  private record Address(Upstream upstream) implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      var request = context.request();
      request.setURI(
          upstream.server().getPath().replaceFirst("/$", "")
              + request.getURI().replaceFirst("^/as/[^/]+", ""));
      upstream
          .credentials()
          .authorization()
          .ifPresent(value -> request.putHeader("Authorization", value));
      return context.sendRequest();
    }
  }
}
