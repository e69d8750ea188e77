package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a watch ends, and how its reader gets on afterwards. */
@OnCluster
final class WatchEndsContract {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aVersionOfLongAgoIsToldToBeExpired(Place place) throws Exception {
    place.thing("a", "{owner: alice}");
    try (var watching = place.things().watch("resourceVersion=1")) {
      var heard = watching.toTheEnd(SOON);

      assertThat(heard).hasSize(1);
      assertThat(heard.getFirst().type()).isEqualTo("ERROR");
      var status = heard.getFirst().object();
      assertThat(status.path("kind").asText()).isEqualTo("Status");
      assertThat(status.path("status").asText()).isEqualTo("Failure");
      assertThat(status.path("code").asInt()).isEqualTo(410);
      assertThat(status.path("reason").asText()).isEqualTo("Expired");
      assertThat(status.path("message").asText())
          .matches("too old resource version: 1 \\([0-9]+\\)");
    }
  }

  @Test
  void aWatchEndsQuietlyWhenItsTimeIsUp(Place place) throws Exception {
    place.thing("a", "{owner: alice}");
    try (var watching = place.things().watch("timeoutSeconds=1")) {
      var heard = watching.toTheEnd(SOON);

      assertThat(heard.stream().map(event -> event.brief()).toList()).containsExactly("ADDED a");
    }
  }

  @Test
  void aBookmarkTellsHowFarAQuietWatchHasCome(Place place) throws Exception {
    place.thing("a", "{owner: alice}");
    var version = place.things().list("").at("/metadata/resourceVersion").asLong();
    var query = "allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion=" + version;
    try (var watching = place.things().watch(query)) {
      var mark = watching.await("mark", SOON, event -> event.type().equals("BOOKMARK"));

      assertThat(mark.object().path("kind").asText()).isEqualTo("Thing");
      assertThat(mark.object().path("apiVersion").asText()).isEqualTo(place.group() + "/v1");
      assertThat(Long.parseLong(mark.version())).isGreaterThanOrEqualTo(version);
      assertThat(mark.name()).isEmpty();
      try (var resumed = place.things().watch("resourceVersion=" + mark.version())) {
        place.thing("b", "{owner: alice}");
        var next = resumed.await("b", SOON, _ -> true);
        assertThat(next.brief()).isEqualTo("ADDED b");
      }
    }
  }

  @Test
  void whoDoesntAskForBookmarksGetsNone(Place place) throws Exception {
    place.thing("a", "{owner: alice}");
    try (var watching = place.things().watch("timeoutSeconds=4")) {
      assertThat(watching.toTheEnd(SOON)).noneMatch(event -> event.type().equals("BOOKMARK"));
    }
  }

  @Test
  void anInformerHearsEveryChangeOfAnObjectsLife(Place place) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    try (var client = new KubernetesClientBuilder().withConfig(place.cluster().config()).build();
        var informer =
            client
                .configMaps()
                .inNamespace(place.namespace())
                .withName("a")
                .inform(new Listener(heard))) {
      assertThat(informer.isRunning()).isTrue();
      place.configMap("a", "{k: v}");
      place.configMaps().merge("a", "{data: {k: w}}").object();
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("added v");
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("changed v to w");
      place.configMaps().delete("a").object();
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("deleted w");
    }
  }

  private record Listener(LinkedBlockingQueue<String> heard)
      implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
      heard.add("added " + map.getData().get("k"));
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
      heard.add("changed " + before.getData().get("k") + " to " + after.getData().get("k"));
    }

    @Override
    public void onDelete(ConfigMap map, boolean stateUnknown) {
      heard.add("deleted " + map.getData().get("k"));
    }
  }
}
