package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import dev.dormouse.e2e.wire.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a pod is asked to go, how long it may take, and what a watcher sees of it. */
@OnCluster
final class PodDeletedContract {
  private static final String LAST_WORDS = "terminationMessagePolicy: FallbackToLogsOnError";
  private static final String DEAF = "trap '' TERM; while :; do sleep 1; done";

  private static boolean terminated(Event event) {
    return PodSeen.state(event.object(), "terminated").isObject();
  }

  @Test
  void itIsMarkedThenItEndsThenItIsGone(Place place) throws Exception {
    PodSeen.started(place, Shell.staying("a"));
    try (var watching = place.pods().watchOne("a")) {
      place.pods().delete("a").object();

      var marked = watching.await("marked", PodSeen.SOON, e -> PodSeen.goes(e.object()));
      var ended = watching.await("ended", PodSeen.SOON, PodDeletedContract::terminated);
      var gone = watching.await("gone", PodSeen.SOON, e -> e.type().equals("DELETED"));

      assertThat(PodSeen.running(marked.object())).isTrue();
      assertThat(PodSeen.goes(ended.object())).isTrue();
      assertThat(ended.type()).isEqualTo("MODIFIED");
      assertThat(watching.heard()).containsSubsequence(marked, ended, gone);
      assertThat(watching.heard()).last().isEqualTo(gone);
      assertThat(Seen.is(ended.object(), "Ready")).isFalse();
      assertThat(PodSeen.state(ended.object(), "terminated").path("exitCode").asInt(-1)).isZero();
    }
  }

  @Test
  void theAnswerSaysWhenItWillBeGoneAtTheLatest(Place place) throws Exception {
    PodSeen.started(place, Shell.staying("a").with("terminationGracePeriodSeconds: 20"));

    var before = Instant.now();
    var pod = place.pods().delete("a").object();

    assertThat(pod.path("kind").asText()).isEqualTo("Pod");
    assertThat(pod.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(20);
    assertThat(Instant.parse(pod.at("/metadata/deletionTimestamp").asText()))
        .isBetween(before.plusSeconds(18), before.plusSeconds(25));
  }

  @Test
  void theProcessHearsSigtermAndMayFinish(Place place) throws Exception {
    var script = "trap 'echo heard TERM; exit 5' TERM; sleep 300 & wait";
    PodSeen.started(place, Shell.always("a", script).inside(LAST_WORDS));
    try (var watching = place.pods().watchOne("a")) {
      place.pods().delete("a").object();

      var end = watching.await("ended", PodSeen.SOON, PodDeletedContract::terminated);
      var state = PodSeen.state(end.object(), "terminated");

      assertThat(state.path("message").asText()).isEqualTo("heard TERM\n");
      assertThat(state.path("exitCode").asInt()).isEqualTo(5);
      assertThat(PodSeen.event(place, "a", "Killing").path("message").asText())
          .isEqualTo("Stopping container main");
    }
  }

  @Test
  void whoDoesntHearIsKilledWhenItsGraceIsOver(Place place) throws Exception {
    PodSeen.started(place, Shell.always("a", DEAF).with("terminationGracePeriodSeconds: 2"));
    try (var watching = place.pods().watchOne("a")) {
      var asked = System.nanoTime();
      place.pods().delete("a").object();

      var end = watching.await("ended", PodSeen.SOON, PodDeletedContract::terminated);
      var took = Duration.ofNanos(System.nanoTime() - asked);

      assertThat(took).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(15));
      var state = PodSeen.state(end.object(), "terminated");
      assertThat(state.path("exitCode").asInt()).isEqualTo(137);
      watching.await("gone", PodSeen.SOON, e -> e.type().equals("DELETED"));
    }
  }

  @Test
  void whoEndsWithinItsGraceIsGoneWithoutWaitingForTheRest(Place place) throws Exception {
    PodSeen.started(place, Shell.staying("a").with("terminationGracePeriodSeconds: 60"));

    place.pods().delete("a").object();

    place.pods().awaitGone("a", Duration.ofSeconds(20));
  }

  @Test
  void theDeleterCanSetAnotherGrace(Place place) throws Exception {
    PodSeen.started(place, Shell.always("a", DEAF).with("terminationGracePeriodSeconds: 600"));

    var pod = place.pods().delete("a", "{gracePeriodSeconds: 1}").object();

    assertThat(pod.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(1);
    place.pods().awaitGone("a", Duration.ofSeconds(20));
  }

  @Test
  void aSecondDeleteCanShortenTheGraceThatIsTold(Place place) throws Exception {
    PodSeen.started(place, Shell.always("a", DEAF).with("terminationGracePeriodSeconds: 20"));
    var first = place.pods().delete("a").object().path("metadata");

    var second = place.pods().delete("a", "{gracePeriodSeconds: 1}").object().path("metadata");

    assertThat(second.path("deletionGracePeriodSeconds").asInt()).isEqualTo(1);
    assertThat(Instant.parse(second.path("deletionTimestamp").asText()))
        .isBefore(Instant.parse(first.path("deletionTimestamp").asText()));
  }

  @Test
  void withNoGraceItsNameIsFreeAtOnce(Place place) throws Exception {
    PodSeen.started(place, Shell.staying("a"));

    assertThat(place.pods().delete("a", "{gracePeriodSeconds: 0}").code()).isEqualTo(200);

    assertThat(place.pods().get("a").code()).isEqualTo(404);
  }

  @Test
  void onANodeOrNotItsNameIsTakenUntilItIsGone(Place place) throws Exception {
    PodSeen.started(place, Shell.always("a", DEAF).with("terminationGracePeriodSeconds: 2"));
    place.pods().delete("a").object();

    var next = place.pods().create(Shell.staying("a").yaml(place)).refusal();

    assertThat(next.code()).isEqualTo(409);
    assertThat(next.reason()).isEqualTo("AlreadyExists");
    assertThat(next.message()).isEqualTo("object is being deleted: pods \"a\" already exists");
    place.pods().awaitGone("a", PodSeen.SOON);
    assertThat(place.pods().create(Shell.staying("a").yaml(place)).code()).isEqualTo(201);
  }

  @Test
  void whatHasNoNodeIsGoneAtOnce(Place place) throws Exception {
    Shell.staying("a").with("nodeSelector: {test.dev/nowhere: 'true'}").in(place);

    place.pods().delete("a").object();

    assertThat(place.pods().get("a").code()).isEqualTo(404);
  }

  @Test
  void anotherUidsPodIsNotDeleted(Place place) throws Exception {
    PodSeen.started(place, Shell.staying("a"));
    var other = "{preconditions: {uid: 00000000-0000-0000-0000-000000000000}}";

    var refusal = place.pods().delete("a", other).refusal();

    assertThat(refusal.code()).isEqualTo(409);
    assertThat(refusal.reason()).isEqualTo("Conflict");
    assertThat(PodSeen.goes(place.pods().get("a").object())).isFalse();
  }
}
