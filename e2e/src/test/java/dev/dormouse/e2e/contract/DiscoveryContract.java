package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What kubectl and the clients ask a server about itself, and the tables it draws for people. */
@OnCluster
final class DiscoveryContract {
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static JsonNode named(JsonNode list, String name) {
    for (var item : list) {
      if (item.path("name").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  @Test
  void theGroupIsListedWithItsVersion(Place place) {
    var group = named(place.api().get("/apis").object().path("groups"), place.group());

    assertThat(group.at("/preferredVersion/groupVersion").asText())
        .isEqualTo(place.group() + "/v1");
    assertThat(group.at("/versions/0/version").asText()).isEqualTo("v1");
  }

  @Test
  void aCustomResourceShowsItsShortNamesCategoriesAndVerbs(Place place) {
    var list = place.api().get("/apis/" + place.group() + "/v1").object();

    assertThat(list.path("kind").asText()).isEqualTo("APIResourceList");
    assertThat(list.path("groupVersion").asText()).isEqualTo(place.group() + "/v1");
    var things = named(list.path("resources"), "things");
    assertThat(things.path("kind").asText()).isEqualTo("Thing");
    assertThat(things.path("singularName").asText()).isEqualTo("thing");
    assertThat(things.path("namespaced").asBoolean()).isTrue();
    assertThat(texts(things.path("shortNames"))).containsExactly("thg");
    assertThat(texts(things.path("categories"))).containsExactly("contract");
    assertThat(texts(things.path("verbs")))
        .containsExactlyInAnyOrder(
            "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    assertThat(texts(named(list.path("resources"), "things/status").path("verbs")))
        .containsExactlyInAnyOrder("get", "patch", "update");
  }

  @Test
  void theCoreKindsAreListed(Place place) {
    var core = place.api().get("/api/v1").object().path("resources");

    assertThat(texts(named(core, "pods").path("shortNames"))).containsExactly("po");
    assertThat(named(core, "namespaces").path("namespaced").asBoolean()).isFalse();
    for (var name :
        List.of(
            "pods/log", "pods/status", "secrets", "events", "persistentvolumeclaims", "nodes")) {
      assertThat(named(core, name).path("kind").asText()).isNotEmpty();
    }
  }

  @Test
  void theServerTellsItsVersionAndThatItIsWell(Place place) {
    assertThat(place.api().get("/version").object().path("gitVersion").asText()).startsWith("v1.");
    assertThat(place.api().get("/readyz").text()).isEqualTo("ok");
    assertThat(place.api().get("/livez").text()).isEqualTo("ok");
  }

  @Test
  void aTableHasTheColumnsOfTheDefinition(Place place) {
    place.thing("a", "{owner: alice}");
    place.things().merge("a/status", "{status: {phase: Awake}}").object();
    var api = place.api().with("Accept", TABLE);

    var table = api.get(place.things().path()).object();

    assertThat(table.path("kind").asText()).isEqualTo("Table");
    assertThat(table.path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
    var columns = new ArrayList<String>();
    for (var column : table.path("columnDefinitions")) {
      columns.add(
          "%s %s %s"
              .formatted(
                  column.path("name").asText(),
                  column.path("type").asText(),
                  column.path("priority").asInt()));
    }
    assertThat(columns)
        .containsExactly(
            "Name string 0", "Size string 0", "Phase string 0", "Owner string 1", "Age date 0");
    var row = table.at("/rows/0");
    assertThat(texts(row.path("cells")).subList(0, 4))
        .containsExactly("a", "small", "Awake", "alice");
    assertThat(texts(row.path("cells")).get(4)).matches("[0-9]+s");
    assertThat(row.at("/object/kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(row.at("/object/metadata/name").asText()).isEqualTo("a");
  }

  @Test
  void oneObjectIsATableOfOneRow(Place place) {
    place.thing("a", "{owner: alice}");
    var api = place.api().with("Accept", TABLE + ",application/json");

    var table = api.get(place.things().path() + "/a").object();

    assertThat(table.path("kind").asText()).isEqualTo("Table");
    assertThat(table.path("rows")).hasSize(1);
    assertThat(table.at("/rows/0/cells/0").asText()).isEqualTo("a");
    assertThat(table.at("/rows/0/cells/2").isNull()).isTrue();
  }

  @Test
  void aWatchCanBeATableToo(Place place) throws Exception {
    place.thing("a", "{owner: alice}");
    var api = place.api().with("Accept", TABLE);

    try (var watching = api.resources(place.things().path()).watch("")) {
      var first = watching.await("a", Duration.ofSeconds(10), DiscoveryContract::isTable);
      place.things().delete("a").object();
      var last =
          watching.await("gone", Duration.ofSeconds(10), event -> event.type().equals("DELETED"));

      assertThat(first.object().at("/rows/0/cells/0").asText()).isEqualTo("a");
      assertThat(first.object().path("columnDefinitions")).hasSize(5);
      assertThat(last.object().at("/rows/0/cells/0").asText()).isEqualTo("a");
    }
  }

  private static boolean isTable(Event event) {
    return event.object().path("kind").asText().equals("Table");
  }
}
