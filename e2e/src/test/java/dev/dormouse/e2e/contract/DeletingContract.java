package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;

/** Deleting exactly what was meant, and nothing that has taken its name since. */
@OnCluster
final class DeletingContract {

  private static String uid(JsonNode object) {
    return object.at("/metadata/uid").asText();
  }

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static Refusal conflict(String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on ConfigMap \"home\": " + why,
        Details.of("", "ConfigMap", "home"));
  }

  @Test
  void whatIsDeletedIsNamedInTheAnswerAndGone(Place place) {
    var made = place.thing("home", "{owner: alice}");

    var answer = place.things().delete("home").object();

    assertThat(answer.path("kind").asText()).isEqualTo("Status");
    assertThat(answer.path("status").asText()).isEqualTo("Success");
    assertThat(answer.at("/details/name").asText()).isEqualTo("home");
    assertThat(answer.at("/details/group").asText()).isEqualTo(place.group());
    assertThat(answer.at("/details/kind").asText()).isEqualTo("things");
    assertThat(answer.at("/details/uid").asText()).isEqualTo(uid(made));
    assertThat(place.things().get("home").code()).isEqualTo(404);
  }

  @Test
  void theSecondDeleteFindsNothing(Place place) {
    place.configMap("home", "{}");
    place.configMaps().delete("home").object();

    var again = place.configMaps().delete("home").refusal();

    assertThat(again.code()).isEqualTo(404);
    assertThat(again.reason()).isEqualTo("NotFound");
  }

  @Test
  void aNameThatIsUsedAgainIsAnotherObjectAndTheOldUidDoesntDeleteIt(Place place) {
    var old = place.configMap("home", "{}");
    place.configMaps().delete("home").object();
    var young = place.configMap("home", "{}");

    var answer = place.configMaps().delete("home", "{preconditions: {uid: " + uid(old) + "}}");

    assertThat(uid(young)).isNotEqualTo(uid(old));
    assertThat(answer.refusal())
        .isEqualTo(
            conflict(
                "the UID in the precondition (%s) does not match the UID in record (%s)."
                        .formatted(uid(old), uid(young))
                    + " The object might have been deleted and then recreated"));
    assertThat(uid(place.configMaps().get("home").object())).isEqualTo(uid(young));
  }

  @Test
  void anOldVersionDoesntDeleteWhatHasChangedSince(Place place) {
    var old = place.configMap("home", "{}");
    var young = place.configMaps().merge("home", "{data: {k: v}}").object();

    var answer =
        place
            .configMaps()
            .delete("home", "{preconditions: {resourceVersion: '" + version(old) + "'}}");

    assertThat(answer.refusal())
        .isEqualTo(
            conflict(
                "the ResourceVersion in the precondition (%s) does not match the ResourceVersion"
                        .formatted(version(old))
                    + " in record (%s). The object might have been modified"
                        .formatted(version(young))));
  }

  @Test
  void theRightUidAndVersionDelete(Place place) {
    var made = place.configMap("home", "{}");

    var answer =
        place
            .configMaps()
            .delete(
                "home",
                "{preconditions: {uid: %s, resourceVersion: '%s'}}"
                    .formatted(uid(made), version(made)));

    assertThat(answer.code()).isEqualTo(200);
    assertThat(place.configMaps().get("home").code()).isEqualTo(404);
  }

  @Test
  void aDryRunDeletesNothing(Place place) {
    place.configMap("home", "{}");

    assertThat(place.configMaps().delete("home", "{dryRun: [All]}").code()).isEqualTo(200);
    assertThat(place.configMaps().get("home").code()).isEqualTo(200);
  }

  @Test
  void manyAreDeletedByTheirLabelAndTheOthersStay(Place place) {
    for (var name : new String[] {"a", "b", "c"}) {
      place.configMap(name, "{}");
    }
    place.configMaps().merge("a", "{metadata: {labels: {of: alice}}}").object();
    place.configMaps().merge("b", "{metadata: {labels: {of: alice}}}").object();

    var answer = place.configMaps().deleteAll("labelSelector=of%3Dalice");

    assertThat(answer.code()).isEqualTo(200);
    assertThat(place.configMaps().get("a").code()).isEqualTo(404);
    assertThat(place.configMaps().get("b").code()).isEqualTo(404);
    assertThat(place.configMaps().get("c").code()).isEqualTo(200);
  }
}
