package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;

/** Names that no object has, and names that none can have. */
@OnCluster
final class RefusedNamesContract {
  private static final Refusal NO_CONFIG_MAP =
      new Refusal(
          404, "NotFound", "configmaps \"ghost\" not found", Details.of("", "configmaps", "ghost"));

  private static Refusal noThing(Place place) {
    return new Refusal(
        404,
        "NotFound",
        "things." + place.group() + " \"ghost\" not found",
        Details.of(place.group(), "things", "ghost"));
  }

  @Test
  void whatIsNotThereCantBeRead(Place place) {
    assertThat(place.configMaps().get("ghost").refusal()).isEqualTo(NO_CONFIG_MAP);
    assertThat(place.things().get("ghost").refusal()).isEqualTo(noThing(place));
  }

  @Test
  void whatIsNotThereCantBePatched(Place place) {
    assertThat(place.configMaps().merge("ghost", "{data: {}}").refusal()).isEqualTo(NO_CONFIG_MAP);
    assertThat(place.things().merge("ghost", "{spec: {}}").refusal()).isEqualTo(noThing(place));
    assertThat(place.things().merge("ghost/status", "{status: {}}").refusal())
        .isEqualTo(noThing(place));
  }

  @Test
  void whatIsNotThereCantBeReplaced(Place place) {
    var map = Json.tree("{apiVersion: v1, kind: ConfigMap, metadata: {name: ghost}}");
    assertThat(place.configMaps().replace("ghost", map).refusal()).isEqualTo(NO_CONFIG_MAP);

    var thing = Json.object(place.aThing("ghost", "{owner: alice}"));
    thing.withObject("/metadata").put("resourceVersion", "1");
    assertThat(place.things().replace("ghost", thing).refusal()).isEqualTo(noThing(place));
  }

  @Test
  void whatIsNotThereCantBeDeleted(Place place) {
    assertThat(place.configMaps().delete("ghost").refusal()).isEqualTo(NO_CONFIG_MAP);
    assertThat(place.things().delete("ghost").refusal()).isEqualTo(noThing(place));
  }

  @Test
  void aNameThatIsNoDnsNameIsInvalid(Place place) {
    var made =
        place.configMaps().create("{apiVersion: v1, kind: ConfigMap, metadata: {name: My_Home}}");

    assertThat(made.refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                """
                ConfigMap "My_Home" is invalid: metadata.name: Invalid value: "My_Home": \
                a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \
                '-' or '.', and must start and end with an alphanumeric character (e.g. \
                'example.com', regex used for validation is \
                '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')""",
                Details.of("", "ConfigMap", "My_Home").with("FieldValueInvalid", "metadata.name")));
  }

  @Test
  void aCustomResourcesNameThatIsNoDnsNameIsInvalidToo(Place place) {
    var refusal = place.things().create(place.aThing("My_Home", "{owner: alice}")).refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.reason()).isEqualTo("Invalid");
    assertThat(refusal.message())
        .startsWith("Thing." + place.group() + " \"My_Home\" is invalid: metadata.name: Invalid");
    assertThat(refusal.details())
        .isEqualTo(
            Details.of(place.group(), "Thing", "My_Home")
                .with("FieldValueInvalid", "metadata.name"));
  }

  @Test
  void aCreateWithoutAnyNameIsInvalid(Place place) {
    var made = place.configMaps().create("{apiVersion: v1, kind: ConfigMap, metadata: {}}");

    assertThat(made.refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                "ConfigMap \"\" is invalid: metadata.name: Required value: "
                    + "name or generateName is required",
                Details.of("", "ConfigMap", "").with("FieldValueRequired", "metadata.name")));
  }

  @Test
  void anotherNameInTheBodyThanInThePathIsABadRequest(Place place) {
    var map = place.configMap("a", "{}");

    assertThat(place.configMaps().replace("b", map).refusal())
        .isEqualTo(
            new Refusal(
                400,
                "BadRequest",
                "the name of the object (a) does not match the name on the URL (b)",
                Details.of("", "", "")));
  }

  @Test
  void anotherNamespaceInTheBodyThanInThePathIsABadRequest(Place place) {
    var made =
        place
            .configMaps()
            .create("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}");

    assertThat(made.refusal())
        .isEqualTo(
            new Refusal(
                400,
                "BadRequest",
                "the namespace of the provided object does not match the namespace sent on the"
                    + " request",
                Details.of("", "", "")));
  }

  @Test
  void aResourceThatIsNotServedIsNotFound(Place place) {
    var nothing = place.api().get("/apis/" + place.group() + "/v1/nothings");

    assertThat(nothing.code()).isEqualTo(404);
    assertThat(nothing.body().asText()).isEqualTo("404 page not found\n");
  }
}
