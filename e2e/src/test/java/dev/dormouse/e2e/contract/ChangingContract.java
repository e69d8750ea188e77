package dev.dormouse.e2e.contract;

import static dev.dormouse.e2e.wire.Json.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Patch;
import org.junit.jupiter.api.Test;

/** What a granted change does to an object: its versions, its generation, its status apart. */
@OnCluster
final class ChangingContract {
  private static final String AWAKE = "{status: {phase: Awake}}";

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static int generation(JsonNode object) {
    return object.at("/metadata/generation").asInt();
  }

  @Test
  void aMergePatchOfNullTakesTheKeyAway(Place place) {
    place.configMap("a", "{one: 1st, two: 2nd}");

    var changed = place.configMaps().merge("a", "{data: {one: null, three: 3rd}}").object();

    assertThat(changed.path("data")).isEqualTo(tree("{three: 3rd, two: 2nd}"));
  }

  @Test
  void aMergePatchReplacesAListAsAWhole(Place place) {
    place.thing("a", "{owner: alice, ports: [{port: 22}, {port: 80}]}");

    var changed = place.things().merge("a", "{spec: {ports: [{port: 443}]}}").object();

    assertThat(changed.at("/spec/ports")).isEqualTo(tree("[{port: 443, protocol: TCP}]"));
  }

  @Test
  void aJsonPatchAddsReplacesAndRemoves(Place place) {
    place.thing("a", "{owner: alice, labels: {one: 1st, two: 2nd}}");
    var patch =
        """
        - {op: test, path: /spec/labels/one, value: 1st}
        - {op: remove, path: /spec/labels/one}
        - {op: replace, path: /spec/labels/two, value: II}
        - {op: add, path: /spec/labels/x~1y, value: z}
        """;

    var changed = place.things().patch(Patch.JSON, "a", patch).object();

    assertThat(changed.at("/spec/labels")).isEqualTo(tree("{two: II, x/y: z}"));
  }

  @Test
  void aChangeThatChangesNothingKeepsTheVersion(Place place) {
    var made = place.thing("a", "{owner: alice}");

    var patched = place.things().merge("a", "{spec: {owner: alice}}").object();
    var replaced = place.things().replace("a", made).object();

    assertThat(version(patched)).isEqualTo(version(made));
    assertThat(version(replaced)).isEqualTo(version(made));
  }

  @Test
  void theGenerationCountsChangesOfTheSpecAlone(Place place) {
    var made = place.thing("a", "{owner: alice}");
    var labelled = place.things().merge("a", "{metadata: {labels: {l: v}}}").object();
    var reported = place.things().merge("a/status", AWAKE).object();
    var changed = place.things().merge("a", "{spec: {wanted: Awake}}").object();

    assertThat(generation(made)).isEqualTo(1);
    assertThat(generation(labelled)).isEqualTo(1);
    assertThat(generation(reported)).isEqualTo(1);
    assertThat(generation(changed)).isEqualTo(2);
    assertThat(version(made)).isNotEqualTo(version(labelled));
    assertThat(version(labelled)).isNotEqualTo(version(reported));
  }

  @Test
  void aChangeOfTheObjectLeavesTheStatusAlone(Place place) {
    place.thing("a", "{owner: alice}");
    place.things().merge("a/status", AWAKE).object();

    var changed =
        place.things().merge("a", "{spec: {wanted: x}, status: {phase: Asleep}}").object();

    assertThat(changed.at("/status/phase").asText()).isEqualTo("Awake");
    assertThat(changed.at("/spec/wanted").asText()).isEqualTo("x");
  }

  @Test
  void aChangeOfTheStatusLeavesTheSpecAlone(Place place) {
    place.thing("a", "{owner: alice, wanted: Awake}");

    var changed =
        place
            .things()
            .merge("a/status", "{spec: {wanted: Asleep}, status: {phase: Awake}}")
            .object();

    assertThat(changed.at("/status/phase").asText()).isEqualTo("Awake");
    assertThat(changed.at("/spec/wanted").asText()).isEqualTo("Awake");
  }

  @Test
  void aReplacedStatusIsCheckedAgainstItsVersion(Place place) {
    var read = place.thing("a", "{owner: alice}");
    place.things().merge("a/status", AWAKE).object();
    read.withObject("/status").put("phase", "Asleep");

    var late = place.things().replace("a/status", read).refusal();

    assertThat(late.code()).isEqualTo(409);
    assertThat(late.reason()).isEqualTo("Conflict");
    assertThat(place.things().get("a/status").object().at("/status/phase").asText())
        .isEqualTo("Awake");
  }

  @Test
  void manyWritersOfTheirOwnKeysInOneMapDontDisturbEachOther(Place place) throws Exception {
    place.thing("a", "{owner: alice}");

    Abreast.each(
        8,
        broker -> {
          for (int open = 0; open <= 5; open++) {
            var own = "{status: {attachments: {broker-%d: {open: %d}}}}".formatted(broker, open);
            place.things().merge("a/status", own).object();
          }
          return broker;
        });

    var attachments = place.things().get("a").object().at("/status/attachments");
    assertThat(attachments).hasSize(8).allMatch(entry -> entry.path("open").asInt() == 5);
  }

  @Test
  void aWriterTakesItsOwnKeyOutOfTheMapAndLeavesTheOthers(Place place) {
    place.thing("a", "{owner: alice}");
    var both = "{status: {attachments: {broker-a: {open: 1}, broker-b: {open: 2}}}}";
    place.things().merge("a/status", both).object();

    var left = place.things().merge("a/status", "{status: {attachments: {broker-a: null}}}");

    assertThat(left.object().at("/status/attachments")).isEqualTo(tree("{broker-b: {open: 2}}"));
  }

  @Test
  void aTimeIsKeptAsItWasWritten(Place place) {
    place.thing("a", "{owner: alice}");
    var since = "{status: {attachments: {broker-a: {since: '2026-01-02T03:04:05.678Z'}}}}";

    var kept = place.things().merge("a/status", since).object();

    assertThat(kept.at("/status/attachments/broker-a/since").asText())
        .isEqualTo("2026-01-02T03:04:05.678Z");
  }
}
