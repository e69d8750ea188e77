package dev.dormouse.e2e.proxy;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static dev.dormouse.e2e.proxy.Verb.LIST;
import static dev.dormouse.e2e.proxy.Verb.WATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the proxy does to watches, and that an informer gets over it. */
@OnCluster
final class SpoiledWatchesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Matching WATCHES = matching(WATCH, "configmaps");

  /** Hears what the config maps called a and b say. */
  private record Ear(LinkedBlockingQueue<String> heard) implements ResourceEventHandler<ConfigMap> {
    static SharedIndexInformer<ConfigMap> of(Trial trial, LinkedBlockingQueue<String> heard) {
      return trial
          .client()
          .configMaps()
          .inNamespace(trial.place().namespace())
          .inform(new Ear(heard));
    }

    private void hear(ConfigMap map) {
      if (map.getMetadata().getName().length() == 1) {
        heard.add(map.getMetadata().getName() + " " + map.getData().get("said"));
      }
    }

    @Override
    public void onAdd(ConfigMap map) {
      hear(map);
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
      hear(after);
    }

    @Override
    public void onDelete(ConfigMap map, boolean stateUnknown) {
      heard.add(map.getMetadata().getName() + " gone");
    }
  }

  private static void awaitHeard(LinkedBlockingQueue<String> heard, String what)
      throws InterruptedException {
    for (var next = heard.poll(30, TimeUnit.SECONDS);
        !what.equals(next);
        next = heard.poll(30, TimeUnit.SECONDS)) {
      assertThat(next).as("waited in vain for " + what).isNotNull();
    }
  }

  @Test
  void leftAloneAnInformerHearsEverything(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place);
        var _ = Ear.of(trial, heard)) {
      trial.create("a");
      trial.say("a", "hello");
      awaitHeard(heard, "a created");
      awaitHeard(heard, "a hello");
      assertThat(trial.proxy().counts().count(WATCHES)).isOne();
    }
  }

  @Test
  void anInformerGetsOverACutWatchAndMissesNothing(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place);
        var _ = Ear.of(trial, heard)) {
      trial.create("a");
      awaitHeard(heard, "a created");

      trial.proxy().cutWatches(WATCHES);
      trial.say("a", "after the cut");

      awaitHeard(heard, "a after the cut");
      trial.proxy().counts().await(WATCHES, 2, SOON);
    }
  }

  @Test
  void aStarvedWatchIsSilentUntilItIsFedAndTellsAllThen(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place);
        var _ = Ear.of(trial, heard)) {
      trial.create("a");
      awaitHeard(heard, "a created");
      var held = trial.proxy().starve(WATCHES);

      trial.say("a", "one");
      trial.say("a", "two");
      held.await(SOON);
      assertThat(heard).isEmpty();

      held.release();
      awaitHeard(heard, "a one");
      awaitHeard(heard, "a two");
      assertThat(trial.proxy().counts().count(WATCHES)).isOne();
    }
  }

  @Test
  void aHeldEventHoldsTheOnesBehindItAndTheOrderStays(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place);
        var _ = Ear.of(trial, heard)) {
      trial.create("a");
      trial.create("b");
      awaitHeard(heard, "b created");
      var held = trial.proxy().holdEvent(WATCHES, "MODIFIED", "b");

      trial.say("a", "passes");
      trial.say("b", "is held");
      trial.say("a", "is behind");
      held.await(SOON);
      awaitHeard(heard, "a passes");
      assertThat(heard).isEmpty();

      held.release();
      awaitHeard(heard, "b is held");
      awaitHeard(heard, "a is behind");
    }
  }

  @Test
  void anInformerGetsOverAnApiServerThatWasAway(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place);
        var _ = Ear.of(trial, heard)) {
      trial.create("a");
      awaitHeard(heard, "a created");

      trial.proxy().away();
      place.configMaps().merge("a", "{data: {said: meanwhile}}").object();
      trial.proxy().back();

      awaitHeard(heard, "a meanwhile");
      assertThat(trial.proxy().counts().count(matching(LIST, "configmaps"))).isPositive();
    }
  }

  @Test
  void aRefusedWatchIsAskedForAgain(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place)) {
      trial.proxy().refuse(Fault.SERVICE_UNAVAILABLE, WATCHES).times(1);
      try (var _ = Ear.of(trial, heard)) {
        trial.create("a");

        awaitHeard(heard, "a created");
        assertThat(trial.proxy().counts().count(WATCHES)).isGreaterThan(1);
      }
    }
  }

  @Test
  void aWatchThatItsReaderLeavesIsClosed(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var trial = Trial.in(place)) {
      try (var _ = Ear.of(trial, heard)) {
        trial.create("a");
        awaitHeard(heard, "a created");
        assertThat(trial.proxy().openWatches(WATCHES)).isOne();
      }

      Eventually.holds("it is closed", () -> trial.proxy().openWatches(WATCHES) == 0);
    }
  }
}
