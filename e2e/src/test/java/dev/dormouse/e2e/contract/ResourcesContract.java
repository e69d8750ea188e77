package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.HomeClaim;
import dev.dormouse.crds.objects.HostKey;
import dev.dormouse.crds.objects.SessionPod;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                loginUser: dev
                idle: {cpuBelow: 100m}
                lifecycle:
                  kind: persistent
                  idleAfter: 30m
                  startWithin: 10m
                  stopWithin: 15s
                  grace: 1m
                  failedAfter: 10m
                  keepAtMost: 24h
                  forgetHome: false
                policy: {agentForwarding: true, portForwarding: true, x11: true}
                """));
  }

  @Test
  void theSmallestUserMayDoEverythingAndHasNoLimit(Place place) {
    var user = create(place, "SessionUser", "alice", "{}");

    assertThat(user.path("spec"))
        .isEqualTo(
            Json.tree(
                """
                suspended: false
                policy: {agentForwarding: true, portForwarding: true, x11: true}
                """));
  }

  @Test
  void aPolicyThatForbidsOneThingAllowsTheOthers(Place place) {
    var template =
        create(place, "SessionTemplate", "closed", "{image: a, policy: {agentForwarding: false}}");

    assertThat(template.at("/spec/policy"))
        .isEqualTo(Json.tree("{agentForwarding: false, portForwarding: true, x11: true}"));
  }

  @Test
  void brokersWriteTheirAttachmentsBesideEachOther(Place place) {
    create(place, "Session", "small", "{owner: alice, template: debian}");
    var first = "{open: 2, since: '2026-11-21T12:00:00Z'}";
    attach(place, "{one: " + first + "}");

    assertThat(attach(place, "{two: {open: 1}}"))
        .isEqualTo(Json.tree("{one: " + first + ", two: {open: 1}}"));
    assertThat(attach(place, "{two: null}")).isEqualTo(Json.tree("{one: " + first + "}"));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{image: 'debian:13'}",
        "{image: 'debian:13', home: {scope: none}}",
        """
        image: debian:13
        home: {scope: user, size: 500Mi, accessModes: [ReadWriteMany]}
        env: [{name: TEAM, value: search}]
        podTemplate:
          metadata: {labels: {team: search}, annotations: {example.com/scrape: "no"}}
          spec:
            tolerations: [{key: spot, operator: Exists}]
            initContainers: [{name: prepare, image: a}]
            containers:
            - {name: cache, image: redis}
            - name: session
              tty: true
              env: [{name: TEAM, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
              volumeMounts: [{name: shm, mountPath: /dev/shm}]
            volumes: [{name: home, emptyDir: {}}, {name: shm, emptyDir: {medium: Memory}}]
        """
      })
  void whatASessionStandsForIsTaken(String template, Place place) throws Exception {
    var session = ASession.in(place.namespace());
    var from = ASession.template(template);
    var flavor = ASession.flavor();

    dryRun(place, "secrets", HostKey.secret(session, ASession.HOST_KEY, "key"));
    HomeClaim.of(session, from).ifPresent(claim -> dryRun(place, "persistentvolumeclaims", claim));
    place.pods();
    var pod =
        dryRun(
            place,
            "pods",
            SessionPod.of(session, "k3x9q", from, Optional.of(flavor), "", new Bundle.None()));

    assertThat(pod.at("/spec/containers/0/name").asText()).isEqualTo("session");
    assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(15);
  }

  /** As far as admission and validation go; nothing is kept. */
  private static JsonNode dryRun(Place place, String plural, HasMetadata object) {
    return place
        .api()
        .call(
            "POST",
            place.core(plural).path() + "?dryRun=All",
            "application/json",
            new KubernetesSerialization().asJson(object))
        .object();
  }

  private static JsonNode attach(Place place, String attachments) {
    return place
        .ours("Session")
        .merge("small/status", "{status: {attachments: " + attachments + "}}")
        .object()
        .at("/status/attachments");
  }

  private static JsonNode create(Place place, String kind, String name, String spec) {
    return place.ours(kind).create(place.our(kind, name, spec)).object();
  }
}
