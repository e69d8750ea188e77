package dev.dormouse.e2e.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.httpproxy.ProxyContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * One open watch, passed on event by event. What is kept back is kept in memory; so is what a slow
 * reader hasn't read.
 */
final class Feed {
  private final Call call;
  private final List<Stop> stops;
  private final List<Spoil> spoils;
  private final HttpClientResponse from;
  private final HttpServerResponse to;
  private final Runnable cut;
  private final Queue<Buffer> kept = new ArrayDeque<>();
  private final Promise<Void> over = Promise.promise();
  private boolean waiting;
  private boolean ended;

  Feed(ProxyContext context, List<Stop> stops, List<Spoil> spoils) {
    this.spoils = spoils;
    this.call = Interference.call(context);
    this.stops = stops;
    this.from = context.response().proxiedResponse();
    var request = context.request().proxiedRequest();
    this.to = request.response();
    this.cut = () -> request.connection().close();
  }

  Call call() {
    return call;
  }

  /** Begins; the future completes when the watch is over. */
  Future<Void> start() {
    to.setChunked(true).putHeader("Content-Type", from.getHeader("Content-Type"));
    // At once, not with the first event: a client waits for the answer before it counts as
    // watching.
    to.writeHead();
    // fabric8 counts a watch by plain HTTP as open from its first byte on. JSON may begin with one.
    to.write(" ");
    to.closeHandler(_ -> leave());
    RecordParser.newDelimited("\n", from)
        .handler(this::keep)
        .endHandler(_ -> end())
        .exceptionHandler(_ -> cut());
    from.resume();
    return over.future();
  }

  /** Cuts the client's connection. */
  void cut() {
    cut.run();
  }

  private void leave() {
    from.request().reset();
    over.tryComplete();
  }

  private void keep(Buffer event) {
    kept.add(event);
    flow();
  }

  private void end() {
    ended = true;
    flow();
  }

  /** Passes on what may go, up to the first event that has to wait. */
  private void flow() {
    while (!waiting && !kept.isEmpty()) {
      var stop = stops.stream().filter(it -> it.stops(call, kept.element())).findFirst();
      if (stop.isPresent()) {
        waiting = true;
        stop.get().held().hold(call).onSuccess(_ -> goOn());
      } else {
        pass(kept.remove());
      }
    }
    if (ended && kept.isEmpty()) {
      to.end();
      over.tryComplete();
    }
  }

  private void pass(Buffer event) {
    var told = List.of(event);
    for (var spoil : spoils) {
      told = told.stream().flatMap(one -> spoil.of(call, one).stream()).toList();
    }
    told.forEach(one -> to.write(one.copy().appendByte((byte) '\n')));
  }

  private void goOn() {
    waiting = false;
    flow();
  }
}
