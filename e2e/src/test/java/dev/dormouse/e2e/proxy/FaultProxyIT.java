package dev.dormouse.e2e.proxy;

import static dev.dormouse.e2e.proxy.Matching.any;
import static dev.dormouse.e2e.proxy.Matching.matching;
import static dev.dormouse.e2e.proxy.Verb.CREATE;
import static dev.dormouse.e2e.proxy.Verb.PATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the proxy does to single calls. */
@OnCluster
final class FaultProxyIT {
  private static final Matching PATCHES = matching(PATCH, "configmaps");

  @Test
  void leftAloneItChangesNothing(Place place) {
    try (var trial = Trial.in(place)) {
      var made = trial.create("a");

      assertThat(trial.say("a", "hello").getData()).containsEntry("said", "hello");
      assertThat(made.getMetadata().getUid())
          .isEqualTo(place.configMaps().get("a").object().at("/metadata/uid").asText());
      assertThat(trial.client().configMaps().inNamespace(place.namespace()).withName("b").get())
          .isNull();
    }
  }

  @Test
  void itCountsCallsByVerbKindAndClient(Place place) {
    try (var trial = Trial.in(place);
        var other = Trial.client(trial.proxy(), "broker-b")) {
      trial.create("a");
      trial.say("a", "one");
      trial.say("a", "two");
      other.secrets().inNamespace(place.namespace()).list();

      var counts = trial.proxy().counts();
      assertThat(counts.count(PATCHES)).isEqualTo(2);
      assertThat(counts.count(PATCHES.by("broker-b"))).isZero();
      assertThat(counts.count(matching(CREATE, "configmaps").in(place.namespace()))).isOne();
      assertThat(counts.calls(any().by("broker-b")))
          .containsExactly(new Call("broker-b", Verb.LIST, "", "secrets", place.namespace(), ""));
      counts.clear();
      assertThat(counts.count(any())).isZero();
    }
  }

  @Test
  void aDelayedCallIsDoneLater(Place place) {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.proxy().delay(Duration.ofMillis(300), PATCHES);

      var began = System.nanoTime();
      trial.say("a", "late");

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
      assertThat(trial.said("a")).isEqualTo("late");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONFLICT, 409, Conflict",
    "TOO_MANY_REQUESTS, 429, TooManyRequests",
    "INTERNAL_ERROR, 500, InternalError",
    "SERVICE_UNAVAILABLE, 503, ServiceUnavailable"
  })
  void aRefusedCallHearsAStatusAndIsntDone(Fault fault, int code, String reason, Place place) {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.proxy().refuse(fault, PATCHES).times(1);

      var refusal =
          catchThrowableOfType(KubernetesClientException.class, () -> trial.say("a", "refused"));

      assertThat(refusal.getCode()).isEqualTo(code);
      assertThat(refusal.getStatus().getReason()).isEqualTo(reason);
      assertThat(refusal.getStatus().getDetails().getName()).isEqualTo("a");
      assertThat(trial.said("a")).isEqualTo("created");
      assertThat(trial.say("a", "again").getData()).containsEntry("said", "again");
    }
  }

  @Test
  void whoIsToldToComeAgainIsToldWhen(Place place) {
    try (var trial = Trial.in(place)) {
      trial.proxy().refuse(Fault.TOO_MANY_REQUESTS, matching(CREATE, "configmaps"));

      var refusal = catchThrowableOfType(KubernetesClientException.class, () -> trial.create("a"));

      assertThat(refusal.getStatus().getDetails().getRetryAfterSeconds()).isOne();
    }
  }

  @Test
  void aDroppedCallIsntDone(Place place) {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.proxy().drop(PATCHES).times(1);

      assertThatThrownBy(() -> trial.say("a", "dropped"))
          .isInstanceOf(KubernetesClientException.class);

      assertThat(trial.said("a")).isEqualTo("created");
      assertThat(trial.say("a", "again").getData()).containsEntry("said", "again");
    }
  }

  @Test
  void aLostAnswerIsOfACallThatWasDone(Place place) {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.proxy().loseAnswer(PATCHES);

      assertThatThrownBy(() -> trial.say("a", "done"))
          .isInstanceOf(KubernetesClientException.class);

      assertThat(trial.said("a")).isEqualTo("done");
    }
  }

  @Test
  void aLiftedRuleIsNone(Place place) {
    try (var trial = Trial.in(place)) {
      var rule = trial.proxy().refuse(Fault.CONFLICT, any());
      assertThatThrownBy(() -> trial.create("a")).hasMessageContaining("fault proxy");

      rule.lift();
      trial.create("a");
      trial.proxy().refuse(Fault.CONFLICT, any());
      trial.proxy().clear();
      trial.create("b");
    }
  }

  @Test
  void awayItRefusesConnectionsAndBackItIsWhereItWas(Place place) {
    try (var trial = Trial.in(place)) {
      trial.create("a");

      trial.proxy().away();
      assertThatThrownBy(() -> trial.say("a", "away"))
          .isInstanceOf(KubernetesClientException.class);
      trial.proxy().back();

      assertThat(trial.say("a", "back").getData()).containsEntry("said", "back");
    }
  }
}
