package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Resources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an administrator writes into a podTemplate holds beside what Dormouse brings. */
@InAHouse
@Tag("C1")
final class PodTemplateIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
  }

  private static JsonNode pod(House house, String session) {
    return house.pods("alice").get(house.podsOf("alice", session).getFirst()).object();
  }

  private static String image(House house) {
    return house.ours("SessionTemplate").list("").at("/items/0/spec/image").asText();
  }

  @Test
  void sidecarsAndInitContainersRunBesideTheSession(House house) throws Exception {
    house.template("plain");
    house.template(
        "company",
        """
        podTemplate:
          spec:
            initContainers:
            - name: prepare
              image: %1$s
              imagePullPolicy: IfNotPresent
              command: [sh, -c, 'echo prepared > /shared/first']
              volumeMounts: [{name: shared, mountPath: /shared}]
            - name: helper
              image: %1$s
              imagePullPolicy: IfNotPresent
              restartPolicy: Always
              command: [sh, -c, 'cp /shared/first /shared/second; sleep 3600']
              volumeMounts: [{name: shared, mountPath: /shared}]
            containers:
            - volumeMounts: [{name: shared, mountPath: /shared}]
            - name: beside
              image: %1$s
              imagePullPolicy: IfNotPresent
              command: [sh, -c, 'echo here > /files/from-beside; sleep 3600']
              volumeMounts: [{name: home, mountPath: /files}]
            volumes: [{name: shared, emptyDir: {}}]
        """
            .formatted(image(house)));

    assertThat(
            alice
                .ssh()
                .ssh(
                    "alice-company",
                    "for i in 1 2 3 4 5 6 7 8 9; do test -s from-beside && break; sleep 1; done;"
                        + " cat /shared/first /shared/second from-beside")
                .good())
        .isEqualTo("prepared\nprepared\nhere\n");
    assertThat(pod(house, "company").at("/spec/containers"))
        .extracting(one -> one.path("name").asText())
        .containsExactly("session", "beside");
  }

  @Test
  void whereAndAsWhomItRunsIsTheTemplatesToSay(House house) throws Exception {
    var api = Api.of(house.cluster().config());
    var classes = api.resources("/apis/scheduling.k8s.io/v1/priorityclasses");
    var important = house.name() + "-important";
    classes
        .create(
            "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: %s},"
                    .formatted(important)
                + " value: 7}")
        .object();
    house
        .core("alice", "serviceaccounts")
        .create("{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}")
        .object();
    house.template(
        "placed",
        """
        podTemplate:
          metadata: {labels: {team: search}, annotations: {example.test/note: seen}}
          spec:
            priorityClassName: %s
            serviceAccountName: robot
            dnsConfig: {options: [{name: ndots, value: "1"}]}
            hostAliases: [{ip: 192.0.2.7, hostnames: [build.example.test]}]
            tolerations: [{key: example.test/spot, operator: Exists}]
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms:
                  - matchExpressions: [{key: kubernetes.io/os, operator: In, values: [linux]}]
            containers:
            - env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
        """
            .formatted(important));
    try {
      var said =
          alice
              .ssh()
              .ssh(
                  "alice-placed",
                  "grep -c build.example.test /etc/hosts;"
                      + " ls /var/run/secrets/kubernetes.io 2>/dev/null || echo no token")
              .good();

      assertThat(said).isEqualTo("1\nno token\n");
      var pod = pod(house, "placed");
      assertThat(pod.at("/metadata/labels/team").asText()).isEqualTo("search");
      assertThat(pod.at("/metadata/labels/dormouse.dev~1session").asText()).isEqualTo("placed");
      assertThat(pod.at("/metadata/annotations/example.test~1note").asText()).isEqualTo("seen");
      assertThat(pod.at("/spec/priority").asInt()).isEqualTo(7);
      assertThat(pod.at("/spec/serviceAccountName").asText()).isEqualTo("robot");
      assertThat(pod.at("/spec/tolerations").toString()).contains("example.test/spot");
    } finally {
      classes.delete(important);
    }
  }

  @Test
  void anExtendedResourceIsHadByOneAndMissedByTheNext(House house) throws Exception {
    var nodes = Api.of(house.cluster().config()).resources("/api/v1/nodes");
    var node = nodes.list("").at("/items/0/metadata/name").asText();
    var gpu = "example.test/gpu-" + house.name();
    var template =
        """
        lifecycle: {startWithin: 15s}
        podTemplate: {spec: {containers: [{resources: {limits: {%s: 1}}}]}}
        """
            .formatted(gpu);
    house.template("first", template.replace("15s", "60s"));
    house.template("next", template);
    offers(nodes, node, gpu, "'1'");
    try {
      alice.ssh().ssh("alice-first", "true").good();
      assertThat(pod(house, "first").at("/spec/containers/0/resources/requests").path(gpu).asText())
          .isEqualTo("1");

      var ran = alice.ssh().ssh("alice-next", "true");

      Refusals.assertRefused(ran, "next", "DM-CAPACITY");
      assertThat(ran.err()).contains("Insufficient " + gpu);
    } finally {
      offers(nodes, node, gpu, "null");
    }
  }

  private static void offers(Resources nodes, String node, String what, String count) {
    var one = "{'" + what + "': " + count + "}";
    nodes
        .merge(node + "/status", "{status: {capacity: " + one + ", allocatable: " + one + "}}")
        .object();
  }
}
