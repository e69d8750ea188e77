package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Patch;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;

/** Two writers of one object: who has read an old version doesn't win. */
@OnCluster
final class ConflictContract {
  private static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private static Refusal conflict(Place place, String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on things." + place.group() + " \"claim\": " + why,
        Details.of(place.group(), "things", "claim"));
  }

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static ObjectNode with(JsonNode object, String pointer, String field, String value) {
    ObjectNode changed = object.deepCopy();
    changed.withObject(pointer).put(field, value);
    return changed;
  }

  @Test
  void aReplaceFromAStaleReadIsAConflict(Place place) {
    var read = place.thing("claim", "{owner: alice}");
    place.things().replace("claim", with(read, "/spec", "wanted", "first")).object();

    var second = place.things().replace("claim", with(read, "/spec", "wanted", "second"));

    assertThat(second.refusal()).isEqualTo(conflict(place, MODIFIED));
    assertThat(place.things().get("claim").object().at("/spec/wanted").asText()).isEqualTo("first");
  }

  @Test
  void aMergePatchThatNamesAStaleVersionIsAConflict(Place place) {
    var version = version(place.thing("claim", "{owner: alice}"));
    var patch = "{metadata: {resourceVersion: \"%s\"}, spec: {wanted: %s}}";
    place.things().merge("claim", patch.formatted(version, "first")).object();

    var second = place.things().merge("claim", patch.formatted(version, "second"));

    assertThat(second.refusal()).isEqualTo(conflict(place, MODIFIED));
    assertThat(place.things().get("claim").object().at("/spec/wanted").asText()).isEqualTo("first");
  }

  @Test
  void aMergePatchThatNamesNoVersionAlwaysWins(Place place) {
    place.thing("claim", "{owner: alice}");
    place.things().merge("claim", "{spec: {wanted: first}}").object();

    var second = place.things().merge("claim", "{spec: {wanted: second}}").object();

    assertThat(second.at("/spec/wanted").asText()).isEqualTo("second");
  }

  @Test
  void ofTenWritersThatReadTheSameVersionOneWins(Place place) throws Exception {
    var version = version(place.thing("claim", "{owner: alice}"));

    var codes =
        Abreast.each(
            10,
            writer ->
                place
                    .things()
                    .merge(
                        "claim",
                        "{metadata: {resourceVersion: '%s'}, spec: {wanted: 'by %d'}}"
                            .formatted(version, writer))
                    .code());

    assertThat(codes).containsOnly(200, 409).containsOnlyOnce(200);
  }

  @Test
  void aReplaceThatNamesAnotherUidIsAConflict(Place place) {
    var read = place.thing("claim", "{owner: alice}");
    var other = "00000000-0000-0000-0000-000000000000";

    var refusal = place.things().replace("claim", with(read, "/metadata", "uid", other)).refusal();

    assertThat(refusal.code()).isEqualTo(409);
    assertThat(refusal.reason()).isEqualTo("Conflict");
    assertThat(refusal.message())
        .startsWith("Operation cannot be fulfilled on things." + place.group() + " \"claim\": ")
        .endsWith(
            "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                .formatted(other, read.at("/metadata/uid").asText()));
    assertThat(refusal.details()).isEqualTo(Details.of(place.group(), "things", "claim"));
  }

  @Test
  void aReplaceOfACustomResourceHasToNameAVersion(Place place) {
    var read = place.thing("claim", "{owner: alice}");
    read.withObject("/metadata").remove("resourceVersion");

    assertThat(place.things().replace("claim", read).refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                "things.%s \"claim\" is invalid: metadata.resourceVersion: Invalid value: 0:"
                        .formatted(place.group())
                    + " must be specified for an update",
                Details.of(place.group(), "things", "claim")
                    .with("FieldValueInvalid", "metadata.resourceVersion")));
  }

  @Test
  void aReplaceOfAConfigMapNeedNot(Place place) {
    var read = place.configMap("claim", "{by: first}");
    read.withObject("/metadata").remove("resourceVersion");

    var answer = place.configMaps().replace("claim", with(read, "/data", "by", "second"));

    assertThat(answer.object().at("/data/by").asText()).isEqualTo("second");
  }

  @Test
  void aJsonPatchWhoseTestFailsChangesNothing(Place place) {
    place.thing("claim", "{owner: alice, wanted: Asleep}");
    var patch =
        "[{op: test, path: /spec/wanted, value: Awake},"
            + " {op: replace, path: /spec/wanted, value: Gone}]";

    var answer = place.things().patch(Patch.JSON, "claim", patch);

    assertThat(answer.refusal())
        .isEqualTo(
            new Refusal(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                Details.of("", "", "")));
    assertThat(place.things().get("claim").object().at("/spec/wanted").asText())
        .isEqualTo("Asleep");
  }
}
