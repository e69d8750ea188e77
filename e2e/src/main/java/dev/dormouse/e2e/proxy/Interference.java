package dev.dormouse.e2e.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does to each call what the first rule that it falls under says. */
final class Interference implements ProxyInterceptor {
  private final Vertx vertx;
  private final List<Rule> rules;
  private final Watches watches;

  Interference(Vertx vertx, List<Rule> rules, Watches watches) {
    this.vertx = vertx;
    this.rules = rules;
    this.watches = watches;
  }

  static Call call(ProxyContext context) {
    return context.get("call", Call.class);
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request().proxiedRequest();
    var call = Call.of(request.method().name(), request.uri());
    context.set("call", call);
    for (var rule : rules) {
      if (rule.takes(call)) {
        return interfere(rule.deed(), call, context);
      }
    }
    return context.sendRequest();
  }

  private Future<ProxyResponse> interfere(Deed deed, Call call, ProxyContext context) {
    return switch (deed) {
      case Deed.Delay(var by) ->
          vertx.timer(by.toMillis(), TimeUnit.MILLISECONDS).compose(_ -> context.sendRequest());
      case Deed.Refuse(var fault) -> Future.succeededFuture(refusal(fault, call, context));
      case Deed.Drop() -> cut(context);
      case Deed.LoseAnswer() ->
          context
              .sendRequest()
              .compose(
                  response -> {
                    response.release();
                    return cut(context);
                  });
      case Deed.Hold(var held) -> held.hold(call).compose(_ -> context.sendRequest());
    };
  }

  private static ProxyResponse refusal(Fault fault, Call call, ProxyContext context) {
    var response =
        context
            .request()
            .release()
            .response()
            .setStatusCode(fault.code())
            .setBody(Body.body(fault.status(call).toBuffer()))
            .putHeader("Content-Type", "application/json");
    return fault.retryAfterSeconds() == 0
        ? response
        : response.putHeader("Retry-After", "" + fault.retryAfterSeconds());
  }

  /** Cuts the client's connection; there is no answer, ever. */
  private static Future<ProxyResponse> cut(ProxyContext context) {
    var _ = context.request().proxiedRequest().connection().close();
    return Promise.<ProxyResponse>promise().future();
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    var watch = call(context).verb() == Verb.WATCH && context.response().getStatusCode() == 200;
    return watch ? watches.relay(context) : context.sendResponse();
  }
}
