package dev.dormouse.e2e.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One open watch: remembers every event, in the order in which they came. */
public final class Watching implements AutoCloseable {
  private final InputStream stream;
  private final List<Event> heard = new ArrayList<>();
  private boolean over;

  private Watching(InputStream stream) {
    this.stream = stream;
  }

  static Watching open(HttpClient http, HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        var text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        throw new AssertionError("the watch was refused, " + response.statusCode() + ": " + text);
      }
      var watching = new Watching(response.body());
      Thread.ofVirtual().name("watch " + request.uri()).start(watching::listen);
      return watching;
    } catch (IOException e) {
      throw new UncheckedIOException("opening " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in opening " + request.uri(), e);
    }
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var event = Json.parse(line);
        hear(new Event(event.path("type").asText(), event.path("object")));
      }
    } catch (IOException _) {
      // Closed on this side, or cut on the other: either way this watch is over.
    }
    end();
  }

  private synchronized void hear(Event event) {
    heard.add(event);
    notifyAll();
  }

  private synchronized void end() {
    over = true;
    notifyAll();
  }

  /** Everything heard so far. */
  public synchronized List<Event> heard() {
    return List.copyOf(heard);
  }

  /** Waits until the stream has ended and gives all it brought. */
  public List<Event> toTheEnd(Duration deadline) throws InterruptedException {
    var until = System.nanoTime() + deadline.toNanos();
    var count = 0;
    while (more(count, until, "the watch to end")) {
      count++;
    }
    return heard();
  }

  /** Waits for the first event that has what is looked for, heard already or not, and gives it. */
  public Event await(String what, Duration deadline, Predicate<Event> wanted)
      throws InterruptedException {
    var until = System.nanoTime() + deadline.toNanos();
    for (int i = 0; more(i, until, what); i++) {
      var event = heard().get(i);
      if (wanted.test(event)) {
        return event;
      }
    }
    throw new AssertionError("the watch ended before " + what + story());
  }

  /** Waits for an object in a certain state, deleted ones left aside. */
  public JsonNode awaitObject(String what, Duration deadline, Predicate<JsonNode> wanted)
      throws InterruptedException {
    return await(what, deadline, e -> !e.type().equals("DELETED") && wanted.test(e.object()))
        .object();
  }

  /** Waits for more than so many events; false when there won't be any. */
  private synchronized boolean more(int than, long until, String what) throws InterruptedException {
    while (heard.size() <= than && !over) {
      var left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new AssertionError("waited in vain for " + what + story());
      }
      wait(left);
    }
    return heard.size() > than;
  }

  private synchronized String story() {
    var briefs = heard.stream().map(Event::brief).toList();
    return "; heard " + briefs + (heard.isEmpty() ? "" : ", last " + heard.getLast().object());
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException _) {
      // It was to be over, and it is.
    }
  }
}
