package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the schema of a custom resource refuses, and in which words. */
@OnCluster
final class InvalidContract {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                            | spec.owner | FieldValueRequired     | Required value
          {owner: Alice}                | spec.owner | FieldValueInvalid      | Invalid value: "Alice": spec.owner in body should match '^[a-z][a-z0-9-]*$'
          {owner: a, size: huge}        | spec.size  | FieldValueNotSupported | Unsupported value: "huge": supported values: "small", "large"
          {owner: a, idle: 0}           | spec.idle  | FieldValueInvalid      | Invalid value: 0: spec.idle in body should be greater than or equal to 1
          {owner: a, longest: 101}      | spec.longest | FieldValueInvalid    | Invalid value: 101: spec.longest in body should be less than or equal to 100
          {owner: a, idle: soon}        | spec.idle  | FieldValueTypeInvalid  | Invalid value: "string": spec.idle in body must be of type integer: "string"
          {owner: a, home: {keep: 'y'}} | spec.home.keep | FieldValueTypeInvalid | Invalid value: "string": spec.home.keep in body must be of type boolean: "string"
          {owner: a, ports: [{}]}       | spec.ports[0].port | FieldValueRequired | Required value
          {owner: a, labels: {x: 1}}    | spec.labels.x | FieldValueTypeInvalid | Invalid value: "integer": spec.labels.x in body must be of type string: "integer"
          {owner: abcdefghijklmnopqrstuvwxyz-0123456} | spec.owner | FieldValueTooLong | Too long: may not be more than 32 bytes
          """)
  void whatTheSchemaForbidsIsRefusedByItsField(
      String spec, String field, String reason, String why, Place place) {
    var made = place.things().create(place.aThing("a", spec));

    assertThat(made.refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                "Thing.%s \"a\" is invalid: %s: %s".formatted(place.group(), field, why),
                Details.of(place.group(), "Thing", "a").with(reason, field)));
    assertThat(place.things().get("a").code()).isEqualTo(404);
  }

  @Test
  void twoFaultsAreNamedTogether(Place place) {
    var refusal = place.things().create(place.aThing("a", "{owner: A, size: huge}")).refusal();

    assertThat(refusal.message())
        .startsWith("Thing." + place.group() + " \"a\" is invalid: [spec.")
        .endsWith("]")
        .contains("spec.owner: Invalid value", "spec.size: Unsupported value", ", spec.");
    assertThat(refusal.details().causes()).hasSize(2);
  }

  @Test
  void aPatchThatWouldMakeItInvalidIsRefusedAndChangesNothing(Place place) {
    var made = place.thing("a", "{owner: alice}");

    var refusal = place.things().merge("a", "{spec: {size: huge}}").refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.reason()).isEqualTo("Invalid");
    assertThat(refusal.details().causes())
        .containsExactly(new Refusal.Cause("FieldValueNotSupported", "spec.size"));
    assertThat(place.things().get("a").object()).isEqualTo(made);
  }

  @Test
  void aStatusThatIsInvalidIsRefused(Place place) {
    place.thing("a", "{owner: alice}");

    var refusal = place.things().merge("a/status", "{status: {phase: Gone}}").refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.message())
        .isEqualTo(
            "Thing.%s \"a\" is invalid: status.phase: Unsupported value: \"Gone\":"
                    .formatted(place.group())
                + " supported values: \"Asleep\", \"Awake\"");
  }

  @Test
  void anotherKindThanTheCollectionsIsInvalid(Place place) {
    var other = place.aThing("a", "{owner: alice}").replace("kind: Thing", "kind: Thin");

    assertThat(place.things().create(other).refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                "Thin.%s \"a\" is invalid: kind: Invalid value: \"Thin\": must be Thing"
                    .formatted(place.group()),
                Details.of(place.group(), "Thin", "a").with("FieldValueInvalid", "kind")));
  }

  @Test
  void whatIsNoJsonIsABadRequest(Place place) {
    var answer =
        place.api().call("POST", place.configMaps().path(), "application/json", "{not json");

    assertThat(answer.refusal().code()).isEqualTo(400);
    assertThat(answer.refusal().reason()).isEqualTo("BadRequest");
  }
}
