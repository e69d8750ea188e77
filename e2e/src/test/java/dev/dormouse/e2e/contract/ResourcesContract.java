package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Json;
import org.junit.jupiter.api.Test;

/** Dormouse's own resources, as whoever writes them finds them again. */
@OnCluster
final class ResourcesContract {

  @Test
  void theSmallestSessionIsAsleep(Place place) {
    var session = create(place, "Session", "small", "{owner: alice, template: debian}");

    assertThat(session.path("spec"))
        .isEqualTo(Json.tree("{owner: alice, template: debian, wanted: Asleep}"));
  }

  @Test
  void theSmallestTemplateHasAHomeAndALifecycle(Place place) {
    var template = create(place, "SessionTemplate", "debian", "{image: 'debian:13'}");

    assertThat(template.path("spec"))
        .isEqualTo(
            Json.tree(
                """
                image: debian:13
                home: {scope: session, mountPath: /home/dev}
                lifecycle: {idleAfter: 30m, stopWithin: 15s}
                """));
  }

  @Test
  void aPodTemplateKeepsWhateverIsInIt(Place place) {
    var podTemplate =
        "{metadata: {labels: {a: b}}, spec: {containers: [{name: x, tty: true, z: 1}]}}";
    var template =
        create(place, "SessionTemplate", "any", "{image: a, podTemplate: " + podTemplate + "}");

    assertThat(template.at("/spec/podTemplate")).isEqualTo(Json.tree(podTemplate));
  }

  @Test
  void aFlavorTakesNumbersAndQuantities(Place place) {
    var resources = "{requests: {cpu: 2, memory: 4Gi}, limits: {cpu: 2500m, memory: 4Gi}}";
    var flavor = create(place, "Flavor", "large", "{resources: " + resources + "}");

    assertThat(flavor.at("/spec/resources")).isEqualTo(Json.tree(resources));
  }

  @Test
  void aStatusIsWrittenBesideTheSpecAndNeverWithIt(Place place) {
    create(place, "Session", "small", "{owner: alice, template: debian}");
    var status = "{status: {phase: Awake, pod: {node: one}, sleepsAt: '2026-11-21T12:00:00Z'}}";

    assertThat(place.ours("Session").merge("small", status).object().path("status").isMissingNode())
        .isTrue();
    assertThat(place.ours("Session").merge("small/status", status).object().path("status"))
        .isEqualTo(Json.tree(status).path("status"));
  }

  @Test
  void aTableTellsWhatAnAdministratorAsksFirst(Place place) {
    create(place, "Session", "small", "{owner: alice, template: debian}");
    place
        .ours("Session")
        .merge("small/status", "{status: {phase: Awake, pod: {node: one}}}")
        .object();
    var table = place.api().with("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");

    var answer = table.get(place.ours("Session").path()).object();

    assertThat(answer.path("columnDefinitions"))
        .extracting(column -> column.path("name").asText())
        .containsExactly("Name", "Phase", "Owner", "Template", "Node", "Sleeps At", "Age");
    assertThat(answer.at("/rows/0/cells"))
        .extracting(cell -> cell.asText())
        .startsWith("small", "Awake", "alice", "debian", "one");
  }

  private static JsonNode create(Place place, String kind, String name, String spec) {
    return place.ours(kind).create(place.our(kind, name, spec)).object();
  }
}
