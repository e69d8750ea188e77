package dev.dormouse.e2e.contract;

import static dev.dormouse.e2e.Seen.phase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Place;
import java.time.Duration;
import java.util.function.Predicate;

/** Questions to a pod that was seen, and waiting for its answers. */
final class PodSeen {
  static final Duration SOON = Duration.ofSeconds(90);

  private PodSeen() {}

  /** The state of its container: {@code state(pod, "waiting")} is missing when it doesn't wait. */
  static JsonNode state(JsonNode pod, String which) {
    return pod.at("/status/containerStatuses/0/state").path(which);
  }

  static boolean running(JsonNode pod) {
    return state(pod, "running").isObject();
  }

  static boolean done(JsonNode pod) {
    return phase(pod, "Succeeded") || phase(pod, "Failed");
  }

  static boolean waitsFor(JsonNode pod, String reason) {
    return state(pod, "waiting").path("reason").asText().equals(reason);
  }

  static boolean goes(JsonNode pod) {
    return pod.at("/metadata/deletionTimestamp").isTextual();
  }

  /** Creates a pod that ends by itself, waits until it has, and gives it. */
  static JsonNode ended(Place place, Shell pod) throws InterruptedException {
    pod.in(place);
    return await(place, pod.name(), "ended", PodSeen::done);
  }

  /** Creates a pod, waits until its container runs, and gives it. */
  static JsonNode started(Place place, Shell pod) throws InterruptedException {
    pod.in(place);
    return await(place, pod.name(), "running", PodSeen::running);
  }

  static JsonNode await(Place place, String name, String what, Predicate<JsonNode> wanted)
      throws InterruptedException {
    return place.pods().await(name, what, SOON, wanted);
  }

  /** What a pod that has ended wrote. */
  static String log(Place place, String name) throws InterruptedException {
    return place.pods().get(name + "/log").text();
  }

  /** Waits for an event about an object of this place. */
  static JsonNode event(Place place, String about, String reason) throws InterruptedException {
    return event(place, about, reason, "");
  }

  /** The same, for one of several events with that reason. */
  static JsonNode event(Place place, String about, String reason, String beginning)
      throws InterruptedException {
    var query = "fieldSelector=involvedObject.name%3D" + about + ",reason%3D" + reason;
    try (var watching = place.core("events").watch(query)) {
      return watching.awaitObject(
          reason + " of " + about, SOON, it -> it.path("message").asText().startsWith(beginning));
    }
  }
}
