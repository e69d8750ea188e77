package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Event;
import dev.dormouse.e2e.wire.Watching;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A watch tells every change once, in order, from exactly where it was asked to begin. */
@OnCluster
final class WatchingContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static void thing(Place place, String name) {
    place.thing(name, "{owner: alice}");
  }

  private static List<String> until(Watching watching, String last) throws InterruptedException {
    watching.await(last, SOON, event -> event.brief().equals(last));
    return watching.heard().stream().map(Event::brief).toList();
  }

  @Test
  void fromTheVersionOfAListItMissesNothingAndRepeatsNothing(Place place) throws Exception {
    thing(place, "before");
    var version = version(place.things().list(""));
    thing(place, "a");
    place.things().merge("a", "{spec: {wanted: x}}").object();
    place.things().delete("before").object();

    try (var watching = place.things().watch("resourceVersion=" + version)) {
      thing(place, "b");

      assertThat(until(watching, "ADDED b"))
          .containsExactly("ADDED a", "MODIFIED a", "DELETED before", "ADDED b");
    }
  }

  @Test
  void resumedFromTheLastEventItGoesOnWithTheNext(Place place) throws Exception {
    var version = version(place.things().list(""));
    for (var name : List.of("a", "b", "c", "d")) {
      thing(place, name);
    }
    var path = "resourceVersion=";
    String seen;
    try (var watching = place.things().watch(path + version)) {
      seen = watching.await("b", SOON, event -> event.name().equals("b")).version();
    }

    try (var resumed = place.things().watch(path + seen)) {
      assertThat(until(resumed, "ADDED d")).containsExactly("ADDED c", "ADDED d");
    }
  }

  @Test
  void withoutAVersionItBeginsWithWhatIsThere(Place place) throws Exception {
    thing(place, "a");
    thing(place, "b");

    for (var query : List.of("", "resourceVersion=0")) {
      try (var watching = place.things().watch(query)) {
        assertThat(until(watching, "ADDED b")).containsExactlyInAnyOrder("ADDED a", "ADDED b");
        place.things().merge("a", "{spec: {wanted: '" + query + "'}}").object();
        assertThat(until(watching, "MODIFIED a")).hasSize(3);
      }
    }
  }

  @Test
  void versionsGrowAlongAWatchAndADeletionHasOneOfItsOwn(Place place) throws Exception {
    try (var watching = place.things().watch("")) {
      thing(place, "a");
      var changed = place.things().merge("a", "{spec: {wanted: x}}").object();
      place.things().delete("a").object();
      until(watching, "DELETED a");

      var versions = watching.heard().stream().map(event -> Long.valueOf(event.version())).toList();
      assertThat(versions).isSorted().doesNotHaveDuplicates().hasSize(3);
      assertThat(versions.get(1)).isEqualTo(Long.valueOf(version(changed)));
    }
  }

  @Test
  void aChangeThatChangesNothingIsNotTold(Place place) throws Exception {
    thing(place, "a");
    try (var watching = place.things().watch("")) {
      place.things().merge("a", "{spec: {owner: alice}}").object();
      thing(place, "b");

      assertThat(until(watching, "ADDED b")).containsExactly("ADDED a", "ADDED b");
    }
  }

  @Test
  void whatEntersASelectorIsAddedAndWhatLeavesItIsDeleted(Place place) throws Exception {
    thing(place, "a");
    try (var watching = place.things().watch("labelSelector=phase%3Dawake")) {
      var label = "{metadata: {labels: {phase: %s}}}";
      place.things().merge("a", label.formatted("awake")).object();
      place.things().merge("a", "{spec: {wanted: x}}").object();
      var left = place.things().merge("a", label.formatted("asleep")).object();
      place.things().delete("a").object();
      thing(place, "b");
      place.things().merge("b", label.formatted("awake")).object();

      assertThat(until(watching, "ADDED b"))
          .containsExactly("ADDED a", "MODIFIED a", "DELETED a", "ADDED b");
      var exit = watching.heard().get(2);
      assertThat(exit.version()).isEqualTo(version(left));
      assertThat(exit.object().at("/metadata/labels/phase").asText()).isEqualTo("awake");
    }
  }

  @Test
  void ofOneNameItTellsThatOneOnly(Place place) throws Exception {
    try (var watching = place.things().watchOne("b")) {
      thing(place, "a");
      thing(place, "b");
      place.things().delete("a").object();
      place.things().delete("b").object();

      assertThat(until(watching, "DELETED b")).containsExactly("ADDED b", "DELETED b");
    }
  }

  @Test
  void aStatusChangeIsTold(Place place) throws Exception {
    thing(place, "a");
    try (var watching = place.things().watch("")) {
      place.things().merge("a/status", "{status: {phase: Awake}}").object();

      watching.awaitObject("awake", SOON, it -> it.at("/status/phase").asText().equals("Awake"));
    }
  }
}
