package dev.dormouse.e2e.proxy;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static dev.dormouse.e2e.proxy.Verb.CREATE;
import static dev.dormouse.e2e.proxy.Verb.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that wait in the proxy while others pass: how a race is made to happen. */
@OnCluster
final class HeldCallsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Matching PATCHES = matching(PATCH, "configmaps");

  @Test
  void aHeldCallWaitsUntilItIsReleasedAndOthersPass(Place place) throws Exception {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.create("b");
      var held = trial.proxy().hold(PATCHES.named("a"));

      var first = Trial.aside(() -> trial.say("a", "held"));
      assertThat(held.await(SOON).name()).isEqualTo("a");
      trial.say("b", "passed");
      trial.say("a", "overtook");
      assertThat(first).isNotDone();

      held.release();
      first.get(20, TimeUnit.SECONDS);
      assertThat(trial.said("a")).isEqualTo("held");
    }
  }

  @Test
  void allHeldCallsGoWhenTheyAreReleased(Place place) throws Exception {
    try (var trial = Trial.in(place)) {
      trial.create("a");
      trial.create("b");
      var held = trial.proxy().holdEach(PATCHES);

      var first = Trial.aside(() -> trial.say("a", "held"));
      var second = Trial.aside(() -> trial.say("b", "held"));
      held.await(SOON);
      held.await(SOON);
      assertThat(first).isNotDone();
      assertThat(second).isNotDone();

      held.release();
      first.get(20, TimeUnit.SECONDS);
      second.get(20, TimeUnit.SECONDS);
      assertThat(trial.say("a", "free").getData()).containsEntry("said", "free");
    }
  }

  @Test
  void ofTwoClientsOneIsHeldAndTheOtherWins(Place place) throws Exception {
    try (var trial = Trial.in(place);
        var other = Trial.client(trial.proxy(), "broker-b")) {
      var map = trial.map("claim", "by a");
      var held = trial.proxy().hold(matching(CREATE, "configmaps").by("broker-a"));

      var loser = Trial.aside(() -> trial.client().configMaps().resource(map).create());
      held.await(SOON);
      other.configMaps().resource(trial.map("claim", "by b")).create();
      held.release();

      assertThat(loser)
          .failsWithin(SOON)
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
      assertThat(trial.said("claim")).isEqualTo("by b");
    }
  }
}
