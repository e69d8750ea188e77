package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Event;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Selection;
import dev.dormouse.embedded.api.store.Store;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch: a place in a kind's history that moves on as fast as its reader reads.
 *
 * <p>It holds nothing for a slow reader but that place; when the history has dropped it, the watch
 * is cut, and the client lists again.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /**
   * How long before its end a watch gets a last bookmark, as the real server's watch cache does.
   */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Store store;
  private final Kind kind;
  private final Selection selection;
  private final Form form;
  private final Line line;
  private final Queue<Event> initial = new ArrayDeque<>();
  private final List<Long> timers = new ArrayList<>();
  private final Runnable unfollow;
  private long place;
  private boolean first = true;
  private boolean over;

  private Watch(
      Vertx vertx, Store store, Kind kind, Selection selection, Form form, Line line, long place) {
    this.vertx = vertx;
    this.store = store;
    this.kind = kind;
    this.selection = selection;
    this.form = form;
    this.line = line;
    this.place = place;
    this.unfollow = store.shelf(kind).follow(this::follow);
    line.onClosed(this::stop);
    line.onDrain(this::pump);
  }

  static void begin(
      Vertx vertx,
      Store store,
      Kind kind,
      Selection selection,
      Form form,
      Line line,
      Query query,
      Duration bookmarkEvery) {
    var from = query.number("resourceVersion").orElse(0);
    var shelf = store.shelf(kind);
    var fromNow = from == 0 || query.flag("sendInitialEvents");
    var watch =
        new Watch(vertx, store, kind, selection, form, line, fromNow ? store.version() : from);
    if (!fromNow && from < shelf.floor()) {
      watch.tooOld(from, shelf.floor());
      return;
    }
    if (fromNow && !query.text("sendInitialEvents").equals("false")) {
      for (var object : shelf.all()) {
        if (selection.has(object)) {
          watch.initial.add(new Event(Event.Type.ADDED, object));
        }
      }
    }
    if (query.flag("sendInitialEvents")) {
      watch.initial.add(new Event(Event.Type.BOOKMARK, watch.initialEnd()));
    }
    watch.schedule(query, bookmarkEvery);
    watch.pump();
  }

  private void schedule(Query query, Duration bookmarkEvery) {
    var bookmarks = query.flag("allowWatchBookmarks");
    if (bookmarks) {
      timers.add(vertx.setPeriodic(bookmarkEvery.toMillis(), _ -> bookmark()));
    }
    var timeout = Duration.ofSeconds(query.number("timeoutSeconds").orElse(0));
    if (timeout.isPositive()) {
      timers.add(vertx.setTimer(timeout.toMillis(), _ -> end()));
      if (bookmarks && timeout.compareTo(LAST_WORDS) > 0) {
        timers.add(vertx.setTimer(timeout.minus(LAST_WORDS).toMillis(), _ -> bookmark()));
      }
    }
  }

  /** A watch that breaks is cut; the write that it follows has nothing to do with it. */
  private void follow() {
    try {
      if (place >= store.shelf(kind).floor()) {
        pump();
        return;
      }
    } catch (RuntimeException broken) {
      LOG.atError().setCause(broken).addKeyValue("kind", kind.name()).log("watch broke");
    }
    stop();
    line.cut();
  }

  private void pump() {
    while (!over && !line.full()) {
      var waiting = initial.poll();
      if (waiting != null) {
        send(waiting);
        continue;
      }
      var change = store.shelf(kind).after(place);
      if (change.isEmpty()) {
        return;
      }
      place = change.get().version();
      selection.see(change.get()).ifPresent(this::send);
    }
  }

  /** Everything up to the store's version was told, so the client may go on from there. */
  private void bookmark() {
    pump();
    if (!over && !line.full() && initial.isEmpty()) {
      place = Math.max(place, store.version());
      send(new Event(Event.Type.BOOKMARK, mark()));
    }
  }

  private ObjectNode mark() {
    var mark = Json.object().put("kind", kind.name()).put("apiVersion", kind.apiVersion());
    new Meta(mark).node().put("resourceVersion", Long.toString(place));
    return mark;
  }

  private ObjectNode initialEnd() {
    var mark = mark();
    new Meta(mark).node().putObject("annotations").put("k8s.io/initial-events-end", "true");
    return mark;
  }

  private void tooOld(long from, long oldest) {
    var gone = Refusal.expired("too old resource version: %d (%d)".formatted(from, oldest));
    print(Event.Type.ERROR, gone.status());
    end();
  }

  private void send(Event event) {
    print(event.type(), form.event(event.object(), first));
    first = false;
  }

  private void print(Event.Type type, ObjectNode object) {
    var event = Json.object().put("type", type.name());
    event.set("object", object);
    line.send(Json.print(event));
  }

  private void end() {
    if (!over) {
      stop();
      line.end();
    }
  }

  private void stop() {
    over = true;
    unfollow.run();
    timers.forEach(vertx::cancelTimer);
  }
}
