package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Cause;
import dev.dormouse.e2e.wire.Refusal.Details;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An object with a finalizer: asked to go, it stays until the last one who has to is done. */
@OnCluster
final class FinalizersContract {
  private static final String FREE = "{metadata: {finalizers: null}}";

  private static void heldThing(Place place) {
    place.thing("home", "{owner: alice}");
    place.things().merge("home", "{metadata: {finalizers: [test.dev/a, test.dev/b]}}").object();
  }

  @Test
  void itStaysMarkedUntilTheLastFinalizerIsTakenAway(Place place) throws Exception {
    heldThing(place);
    try (var watching = place.things().watchOne("home")) {
      var answer = place.things().delete("home").object();
      assertThat(answer.path("kind").asText()).isEqualTo("Thing");
      assertThat(answer.at("/metadata/deletionTimestamp").asText()).matches("20..-..-..T..:..:..Z");
      assertThat(answer.at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();

      place.things().merge("home", "{metadata: {finalizers: [test.dev/b]}}").object();
      assertThat(place.things().get("home").code()).isEqualTo(200);

      place.things().merge("home", FREE).object();
      assertThat(place.things().get("home").code()).isEqualTo(404);

      watching.await("gone", Duration.ofSeconds(10), event -> event.type().equals("DELETED"));
      assertThat(watching.heard().stream().map(event -> event.type()).toList())
          .containsExactly("ADDED", "MODIFIED", "MODIFIED", "DELETED");
    }
  }

  @Test
  void askedAgainItKeepsTheFirstDeletionTime(Place place) {
    heldThing(place);

    var first = place.things().delete("home").object().path("metadata");
    var second = place.things().delete("home").object().path("metadata");

    assertThat(second.path("deletionTimestamp")).isEqualTo(first.path("deletionTimestamp"));
    assertThat(second.path("resourceVersion")).isEqualTo(first.path("resourceVersion"));
    place.things().merge("home", FREE).object();
  }

  @Test
  void noFinalizerCanJoinOnceItIsToGo(Place place) {
    heldThing(place);
    place.things().delete("home").object();

    var late = place.things().merge("home", "{metadata: {finalizers: [test.dev/a, test.dev/c]}}");

    var refusal = late.refusal();
    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.reason()).isEqualTo("Invalid");
    assertThat(refusal.message())
        .isEqualTo(
            "Thing.%s \"home\" is invalid: metadata.finalizers: Forbidden:".formatted(place.group())
                + " no new finalizers can be added if the object is being deleted,"
                + " found new finalizers []string{\"test.dev/c\"}");
    assertThat(refusal.details().causes())
        .containsOnly(new Cause("FieldValueForbidden", "metadata.finalizers"));
    place.things().merge("home", FREE).object();
  }

  @Test
  void itsNameIsTakenUntilItIsGone(Place place) {
    heldThing(place);
    place.things().delete("home").object();

    var next = place.things().create(place.aThing("home", "{owner: bob}"));

    assertThat(next.refusal())
        .isEqualTo(
            new Refusal(
                409,
                "AlreadyExists",
                "object is being deleted: things." + place.group() + " \"home\" already exists",
                Details.of(place.group(), "things", "home")));
    place.things().merge("home", FREE).object();
    assertThat(place.things().create(place.aThing("home", "{owner: bob}")).code()).isEqualTo(201);
  }

  @Test
  void itsStatusCanStillBeWritten(Place place) {
    heldThing(place);
    place.things().delete("home").object();

    var told = place.things().merge("home/status", "{status: {phase: Asleep}}").object();

    assertThat(told.at("/status/phase").asText()).isEqualTo("Asleep");
    place.things().merge("home", FREE).object();
  }
}
