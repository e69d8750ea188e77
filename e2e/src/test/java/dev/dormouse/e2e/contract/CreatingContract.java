package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;

/** What a create call may and may not do: names are claims. */
@OnCluster
final class CreatingContract {

  @Test
  void aNameThatIsTakenIsRefused(Place place) {
    place.configMap("home", "{by: first}");

    var second =
        place.configMaps().create("{apiVersion: v1, kind: ConfigMap, metadata: {name: home}}");

    assertThat(second.refusal())
        .isEqualTo(
            new Refusal(
                409,
                "AlreadyExists",
                "configmaps \"home\" already exists",
                Details.of("", "configmaps", "home")));
    assertThat(place.configMaps().get("home").object().at("/data/by").asText()).isEqualTo("first");
  }

  @Test
  void aCustomResourcesNameThatIsTakenIsRefusedWithItsGroup(Place place) {
    place.thing("home", "{owner: alice}");

    var second = place.things().create(place.aThing("home", "{owner: bob}"));

    assertThat(second.refusal())
        .isEqualTo(
            new Refusal(
                409,
                "AlreadyExists",
                "things." + place.group() + " \"home\" already exists",
                Details.of(place.group(), "things", "home")));
  }

  @Test
  void aGeneratedNameIsThePrefixAndFiveCharacters(Place place) {
    var maps = place.configMaps();
    var made = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: run-}}";

    var first = maps.create(made).object().at("/metadata/name").asText();
    var second = maps.create(made).object().at("/metadata/name").asText();

    assertThat(first).matches("run-[bcdfghjklmnpqrstvwxz2456789]{5}").isNotEqualTo(second);
    assertThat(maps.get(first).object().at("/metadata/generateName").asText()).isEqualTo("run-");
  }

  @Test
  void theServerSetsWhatIsItsOwn(Place place) {
    var made = place.configMap("a", "{k: v}").path("metadata");

    assertThat(made.path("uid").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(made.path("resourceVersion").asText()).matches("[1-9][0-9]*");
    assertThat(made.path("creationTimestamp").asText()).matches("20..-..-..T..:..:..Z");
    assertThat(made.path("namespace").asText()).isEqualTo(place.namespace());
  }

  @Test
  void anUnknownNamespaceIsRefusedByItsName(Place place) {
    var nowhere = place.api().resources("/api/v1/namespaces/nowhere-at-all/configmaps");

    var made = nowhere.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");

    assertThat(made.refusal())
        .isEqualTo(
            new Refusal(
                404,
                "NotFound",
                "namespaces \"nowhere-at-all\" not found",
                Details.of("", "namespaces", "nowhere-at-all")));
  }
}
