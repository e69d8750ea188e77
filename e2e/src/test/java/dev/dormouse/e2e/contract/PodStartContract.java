package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import dev.dormouse.e2e.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a watcher sees of a pod that starts, and in which order. */
@OnCluster
final class PodStartContract {

  /** Every state that the watch told, from the creation until the pod is ready. */
  private static List<JsonNode> start(Place place) throws InterruptedException {
    try (var watching = place.pods().watchOne("a")) {
      Shell.staying("a").in(place);
      watching.awaitObject("ready", PodSeen.SOON, pod -> Seen.is(pod, "Ready"));
      return watching.heard().stream().map(Event::object).toList();
    }
  }

  private static int first(List<JsonNode> states, Predicate<JsonNode> wanted) {
    for (int i = 0; i < states.size(); i++) {
      if (wanted.test(states.get(i))) {
        return i;
      }
    }
    throw new AssertionError("never seen; " + states);
  }

  private static List<String> distinct(List<JsonNode> states, String pointer) {
    var texts = new ArrayList<String>();
    for (var state : states) {
      var text = state.at(pointer).asText();
      if (!text.isEmpty() && (texts.isEmpty() || !texts.getLast().equals(text))) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Test
  void itIsPendingAndThenRunning(Place place) throws Exception {
    assertThat(distinct(start(place), "/status/phase")).containsExactly("Pending", "Running");
  }

  @Test
  void itIsScheduledBeforeAnythingElseIsTold(Place place) throws Exception {
    var states = start(place);
    var scheduled = first(states, pod -> Seen.is(pod, "PodScheduled"));

    assertThat(states.getFirst().at("/spec/nodeName").isMissingNode()).isTrue();
    assertThat(states.get(scheduled).at("/spec/nodeName").asText()).isNotEmpty();
    assertThat(states.subList(0, scheduled))
        .isNotEmpty()
        .allMatch(pod -> pod.at("/status/containerStatuses").isMissingNode())
        .allMatch(pod -> pod.at("/status/startTime").isMissingNode())
        .allMatch(pod -> !Seen.is(pod, "Initialized"));
  }

  @Test
  void itsContainerWaitsToBeCreatedAndThenRuns(Place place) throws Exception {
    var states = start(place);
    var waiting = first(states, pod -> PodSeen.waitsFor(pod, "ContainerCreating"));
    var running = first(states, PodSeen::running);

    assertThat(waiting).isLessThan(running);
    var container = states.get(running).at("/status/containerStatuses/0");
    assertThat(container.path("name").asText()).isEqualTo("main");
    assertThat(container.path("restartCount").asInt(-1)).isZero();
    assertThat(container.path("started").asBoolean()).isTrue();
    assertThat(container.path("containerID").asText()).contains("://");
    assertThat(PodSeen.state(states.get(running), "running").path("startedAt").asText())
        .matches("20..-..-..T..:..:..Z");
  }

  @Test
  void itsAddressIsKnownNoLaterThanThatItRuns(Place place) throws Exception {
    var states = start(place);
    var address = first(states, pod -> !pod.at("/status/podIP").asText().isEmpty());
    var running = first(states, PodSeen::running);

    assertThat(address).isLessThanOrEqualTo(running);
    var status = states.get(address).path("status");
    assertThat(status.at("/podIPs/0/ip")).isEqualTo(status.path("podIP"));
    assertThat(status.path("hostIP").asText()).isNotEmpty();
    assertThat(distinct(states, "/status/podIP")).hasSize(1);
  }

  @Test
  void itIsReadyWhenItsContainersAreWithoutAnyProbe(Place place) throws Exception {
    var states = start(place);

    assertThat(states)
        .filteredOn(pod -> Seen.is(pod, "Ready"))
        .allMatch(pod -> Seen.is(pod, "ContainersReady"))
        .allMatch(pod -> Seen.is(pod, "Initialized"))
        .allMatch(PodSeen::running)
        .allMatch(pod -> pod.at("/status/containerStatuses/0/ready").asBoolean());
    var before = states.get(first(states, pod -> PodSeen.waitsFor(pod, "ContainerCreating")));
    assertThat(Seen.condition(before, "Ready").path("status").asText()).isEqualTo("False");
    assertThat(Seen.condition(before, "Ready").path("reason").asText())
        .isEqualTo("ContainersNotReady");
    assertThat(Seen.condition(before, "Ready").path("message").asText())
        .isEqualTo("containers with unready status: [main]");
  }

  @Test
  void itsEventsTellTheStoryInOrder(Place place) throws Exception {
    var pod = Shell.staying("a").in(place);
    PodSeen.event(place, "a", "Started");

    var events = new ArrayList<JsonNode>();
    place
        .core("events")
        .list("fieldSelector=involvedObject.name%3Da")
        .path("items")
        .forEach(events::add);
    events.sort(
        (one, other) ->
            Long.compare(
                one.at("/metadata/resourceVersion").asLong(),
                other.at("/metadata/resourceVersion").asLong()));
    assertThat(events.stream().map(event -> event.path("reason").asText()).toList())
        .containsSubsequence("Scheduled", "Pulled", "Created", "Started");
    assertThat(events)
        .allMatch(event -> event.path("type").asText().equals("Normal"))
        .allMatch(event -> event.at("/involvedObject/uid").equals(pod.at("/metadata/uid")))
        .allMatch(event -> event.at("/involvedObject/kind").asText().equals("Pod"));
    assertThat(events.getFirst().path("message").asText())
        .startsWith("Successfully assigned " + place.namespace() + "/a to ");
  }

  @Test
  void itCanBeFoundByPhaseAndNode(Place place) throws Exception {
    var pod = PodSeen.started(place, Shell.staying("a"));
    PodSeen.await(place, "a", "running", it -> Seen.phase(it, "Running"));
    var node = pod.at("/spec/nodeName").asText();

    var there = "fieldSelector=status.phase%3DRunning,spec.nodeName%3D" + node;
    assertThat(place.pods().list(there).path("items")).hasSize(1);
    var elsewhere = "fieldSelector=status.phase%3DPending";
    assertThat(place.pods().list(elsewhere).path("items")).isEmpty();
  }
}
