package dev.dormouse.e2e.contract;

import static dev.dormouse.e2e.wire.Json.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Patch;
import org.junit.jupiter.api.Test;

/** What the schema of a custom resource makes of what was written. */
@OnCluster
final class CustomResourceContract {

  private static JsonNode spec(Place place, String spec) {
    return place.thing("a", spec).path("spec");
  }

  @Test
  void whatWasntSaidGetsItsDefault(Place place) {
    assertThat(spec(place, "{owner: alice}"))
        .isEqualTo(tree("{home: {mountPath: /home}, owner: alice, size: small}"));
  }

  @Test
  void whatWasSaidIsKeptBesideTheDefaults(Place place) {
    assertThat(spec(place, "{owner: alice, size: large, home: {keep: true}}"))
        .isEqualTo(tree("{home: {keep: true, mountPath: /home}, owner: alice, size: large}"));
  }

  @Test
  void theItemsOfAListGetTheirDefaultsToo(Place place) {
    var ports = spec(place, "{owner: alice, ports: [{port: 22}]}").path("ports");

    assertThat(ports).isEqualTo(tree("[{port: 22, protocol: TCP}]"));
  }

  @Test
  void nullWhereADefaultIsGetsTheDefault(Place place) {
    var made = place.thing("a", "{owner: alice, size: null, wanted: null}").path("spec");

    assertThat(made.path("size").asText()).isEqualTo("small");
    assertThat(made.path("wanted").isNull()).isTrue();
  }

  @Test
  void whatThePatchTakesAwayGetsItsDefaultAgain(Place place) {
    place.thing("a", "{owner: alice, size: large}");

    var changed = place.things().merge("a", "{spec: {size: null}}").object();

    assertThat(changed.at("/spec/size").asText()).isEqualTo("small");
  }

  @Test
  void whatTheSchemaDoesntKnowIsPruned(Place place) {
    var made = place.thing("a", "{owner: alice, ghost: 1, home: {ghost: {deep: 1}}}");

    assertThat(made.at("/spec/ghost").isMissingNode()).isTrue();
    assertThat(made.at("/spec/home")).isEqualTo(tree("{mountPath: /home}"));
  }

  @Test
  void whereTheSchemaKeepsTheUnknownItIsKept(Place place) {
    var made = place.thing("a", "{owner: alice, extra: {any: {thing: [1, two]}}}");

    assertThat(made.at("/spec/extra")).isEqualTo(tree("{any: {thing: [1, two]}}"));
  }

  @Test
  void thePatchIsPrunedToo(Place place) {
    place.thing("a", "{owner: alice}");

    var changed = place.things().merge("a", "{spec: {ghost: 1, wanted: x}}").object();

    assertThat(changed.at("/spec/ghost").isMissingNode()).isTrue();
    assertThat(changed.at("/spec/wanted").asText()).isEqualTo("x");
  }

  @Test
  void theStatusOfWhatIsCreatedIsDropped(Place place) {
    var thing = Json.object(place.aThing("a", "{owner: alice}"));
    thing.putObject("status").put("phase", "Awake");

    var made = place.things().create(thing).object();

    assertThat(made.has("status")).isFalse();
  }

  @Test
  void strictValidationRefusesWhatIsUnknown(Place place) {
    var strict = place.api().resources(place.things().path() + "?fieldValidation=Strict");

    var refusal = strict.create(place.aThing("a", "{owner: alice, ghost: 1}")).refusal();

    assertThat(refusal.code()).isEqualTo(400);
    assertThat(refusal.reason()).isEqualTo("BadRequest");
    assertThat(refusal.message())
        .isEqualTo(
            "Thing in version \"v1\" cannot be handled as a Thing: strict decoding error:"
                + " unknown field \"spec.ghost\"");
    assertThat(place.things().get("a").code()).isEqualTo(404);
  }

  @Test
  void aStrategicMergePatchIsNotForCustomResources(Place place) {
    place.thing("a", "{owner: alice}");

    var refusal = place.things().patch(Patch.STRATEGIC, "a", "{spec: {wanted: x}}").refusal();

    assertThat(refusal.code()).isEqualTo(415);
    assertThat(refusal.reason()).isEqualTo("UnsupportedMediaType");
    assertThat(refusal.message())
        .startsWith(
            "the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json");
  }
}
