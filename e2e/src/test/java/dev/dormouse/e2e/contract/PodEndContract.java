package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import org.junit.jupiter.api.Test;

/** How a pod that ends by itself tells how it ended, and what it said. */
@OnCluster
final class PodEndContract {

  @Test
  void whoEndsWellHasSucceeded(Place place) throws Exception {
    var pod = PodSeen.ended(place, Shell.once("a", "echo done"));

    assertThat(Seen.phase(pod, "Succeeded")).isTrue();
    var end = PodSeen.state(pod, "terminated");
    assertThat(end.path("exitCode").asInt(-1)).isZero();
    assertThat(end.path("reason").asText()).isEqualTo("Completed");
    assertThat(end.path("finishedAt").asText()).matches("20..-..-..T..:..:..Z");
    assertThat(Seen.condition(pod, "Ready").path("status").asText()).isEqualTo("False");
    assertThat(Seen.condition(pod, "Ready").path("reason").asText()).isEqualTo("PodCompleted");
  }

  @Test
  void whoEndsBadlyHasFailedWithItsExitCode(Place place) throws Exception {
    var pod = PodSeen.ended(place, Shell.once("a", "exit 42"));

    assertThat(Seen.phase(pod, "Failed")).isTrue();
    assertThat(PodSeen.state(pod, "terminated").path("exitCode").asInt()).isEqualTo(42);
    assertThat(PodSeen.state(pod, "terminated").path("reason").asText()).isEqualTo("Error");
    assertThat(Seen.condition(pod, "Ready").path("reason").asText()).isEqualTo("PodFailed");
  }

  @Test
  void whatItWroteIsItsLogBothStreamsInOrder(Place place) throws Exception {
    PodSeen.ended(place, Shell.once("a", "echo one; echo two >&2; echo three"));

    assertThat(PodSeen.log(place, "a").lines()).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(place.pods().get("a/log?tailLines=1&container=main").text().lines()).hasSize(1);
  }

  @Test
  void theLogOfARunningPodCanBeReadSoFar(Place place) throws Exception {
    var script = "echo early; trap 'exit 0' TERM; sleep 300 & wait";
    PodSeen.started(place, Shell.always("a", script));

    var pods = place.pods();
    Eventually.holds("early is in the log", () -> pods.get("a/log").text().contains("early\n"));
  }

  @Test
  void theLogOfAContainerThatStillWaitsIsABadRequest(Place place) throws Exception {
    Shell.staying("a").knowing("ghost").in(place);
    PodSeen.await(place, "a", "waiting", pod -> PodSeen.waitsFor(pod, "ContainerCreating"));

    var refusal = place.pods().get("a/log").refusal();

    assertThat(refusal.code()).isEqualTo(400);
    assertThat(refusal.reason()).isEqualTo("BadRequest");
    assertThat(refusal.message())
        .isEqualTo("container \"main\" in pod \"a\" is waiting to start: ContainerCreating");
    assertThat(place.pods().get("ghost/log").refusal().reason()).isEqualTo("NotFound");
  }

  @Test
  void theLastWordsOfWhoFailsAreInItsStatus(Place place) throws Exception {
    var pod =
        PodSeen.ended(
            place,
            Shell.once("a", "echo no such user; exit 3")
                .inside("terminationMessagePolicy: FallbackToLogsOnError"));

    assertThat(PodSeen.state(pod, "terminated").path("message").asText())
        .isEqualTo("no such user\n");
  }

  @Test
  void theLastWordsOfWhoEndsWellAreNot(Place place) throws Exception {
    var pod =
        PodSeen.ended(
            place,
            Shell.once("a", "echo bye").inside("terminationMessagePolicy: FallbackToLogsOnError"));

    assertThat(PodSeen.state(pod, "terminated").has("message")).isFalse();
  }

  @Test
  void whoAlwaysRunsIsStartedAgainThoughItEndsWell(Place place) throws Exception {
    Shell.always("a", "echo again").in(place);

    var pod =
        PodSeen.await(
            place,
            "a",
            "again",
            it -> it.at("/status/containerStatuses/0/restartCount").asInt() > 0);

    var last = pod.at("/status/containerStatuses/0/lastState/terminated");
    assertThat(last.path("reason").asText()).isEqualTo("Completed");
    assertThat(Seen.phase(pod, "Running")).isTrue();
  }

  @Test
  void whoCrashesAgainAndAgainHasToWait(Place place) throws Exception {
    var made = Shell.always("a", "echo crash; exit 7").in(place);

    var pod =
        PodSeen.await(
            place,
            "a",
            "back-off after a restart",
            it ->
                PodSeen.waitsFor(it, "CrashLoopBackOff")
                    && it.at("/status/containerStatuses/0/restartCount").asInt() > 0);

    var self = "a_" + place.namespace() + "(" + made.at("/metadata/uid").asText() + ")";
    assertThat(PodSeen.state(pod, "waiting").path("message").asText())
        .matches("back-off [0-9]+s restarting failed container=main pod=\\Q" + self + "\\E");
    assertThat(Seen.phase(pod, "Running")).isTrue();
    var last = pod.at("/status/containerStatuses/0/lastState/terminated");
    assertThat(last.path("exitCode").asInt()).isEqualTo(7);
    assertThat(last.path("reason").asText()).isEqualTo("Error");
    // A kubelet that is just clearing away an older container can't find it for a moment.
    var pods = place.pods();
    Eventually.holds(
        "the previous log is told", () -> pods.get("a/log?previous=true").text().equals("crash\n"));
    assertThat(PodSeen.event(place, "a", "BackOff").path("message").asText())
        .isEqualTo("Back-off restarting failed container main in pod " + self);
  }
}
