package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A container's log, as far as it is written, and on while it is being written. */
final class LogTail {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final Store store;
  private final Kind pods;
  private final ObjectNode pod;
  private final String container;
  private final HttpServerResponse response;
  private final boolean follow;
  private boolean closed;

  private LogTail(
      RoutingContext context,
      Store store,
      Kind pods,
      ObjectNode pod,
      String container,
      Query query) {
    this.vertx = context.vertx();
    this.store = store;
    this.pods = pods;
    this.pod = pod;
    this.container = container;
    this.response = context.response();
    this.follow = query.flag("follow") && !query.flag("previous");
    response.closeHandler(_ -> closed = true);
    response.exceptionHandler(_ -> closed = true);
  }

  static void tell(
      RoutingContext context, Store store, Address address, Query query, PodLogs logs) {
    var pod = store.get(address.kind(), address.key());
    var container = container(pod, query.text("container"));
    var previous = query.flag("previous");
    var file = logs.file(address.namespace(), address.name(), container, previous);
    if (file.isEmpty()) {
      throw Refusal.badRequest(
          previous
              ? "previous terminated container \"%s\" in pod \"%s\" not found"
                  .formatted(container, address.name())
              : "container \"%s\" in pod \"%s\" is waiting to start: %s"
                  .formatted(container, address.name(), waiting(pod, container)));
    }
    var tail = new LogTail(context, store, address.kind(), pod, container, query);
    tail.begin(context, file.get(), query);
  }

  private void begin(RoutingContext context, Path file, Query query) {
    var most = query.number("tailLines");
    var bytes = query.number("limitBytes");
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(false).setCreate(false))
        .onFailure(context::fail)
        .onSuccess(
            opened -> {
              response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain");
              response.writeHead();
              opened
                  .size()
                  .compose(size -> opened.read(Buffer.buffer(), 0, 0, Math.toIntExact(size)))
                  .onFailure(_ -> end(opened))
                  .onSuccess(
                      all -> {
                        var told = most.isPresent() ? last(all, most.getAsLong()) : all;
                        var limit = bytes.orElse(told.length());
                        response.write(told.slice(0, (int) Math.min(limit, told.length())));
                        goOn(opened, all.length());
                      });
            });
  }

  /** Ends when a look that began after the container's end finds nothing new. */
  private void goOn(AsyncFile file, long place) {
    var ended = !follow || ended();
    if (closed || !follow) {
      end(file);
      return;
    }
    file.read(Buffer.buffer(), 0, place, CHUNK)
        .onFailure(_ -> end(file))
        .onSuccess(
            more -> {
              if (more.length() > 0) {
                response.write(more).onComplete(_ -> goOn(file, place + more.length()));
              } else if (ended) {
                end(file);
              } else {
                vertx.setTimer(LOOK_AGAIN.toMillis(), _ -> goOn(file, place));
              }
            });
  }

  private void end(AsyncFile file) {
    file.close();
    if (!closed) {
      response.end();
    }
  }

  private boolean ended() {
    var now = store.shelf(pods).get(new Meta(pod).key());
    return now.isEmpty()
        || !new Meta(now.get()).uid().equals(new Meta(pod).uid())
        || state(now.get(), container).has("terminated");
  }

  static Buffer last(Buffer all, long lines) {
    var left = lines;
    var from = all.length();
    while (from > 0) {
      if (all.getByte(from - 1) == '\n' && from < all.length() && --left == 0) {
        break;
      }
      from--;
    }
    return lines == 0 ? Buffer.buffer() : all.slice(from, all.length());
  }

  private static String container(ObjectNode pod, String asked) {
    var names = new ArrayList<String>();
    for (var list : List.of("initContainers", "containers")) {
      pod.path("spec").path(list).forEach(each -> names.add(each.path("name").asText()));
    }
    var name = new Meta(pod).name();
    var main = pod.at("/spec/containers").size();
    if (asked.isEmpty() && main == 1) {
      return pod.at("/spec/containers/0/name").asText();
    }
    if (asked.isEmpty()) {
      throw Refusal.badRequest(
          "a container name must be specified for pod %s, choose one of: %s"
              .formatted(name, names.toString().replace(",", "")));
    }
    if (!names.contains(asked)) {
      throw Refusal.badRequest("container %s is not valid for pod %s".formatted(asked, name));
    }
    return asked;
  }

  private static String waiting(ObjectNode pod, String container) {
    return state(pod, container).at("/waiting/reason").asText("ContainerCreating");
  }

  private static JsonNode state(ObjectNode pod, String container) {
    for (var list : List.of("initContainerStatuses", "containerStatuses")) {
      for (var status : pod.path("status").path(list)) {
        if (status.path("name").asText().equals(container)) {
          return status.path("state");
        }
      }
    }
    return Json.object();
  }
}
