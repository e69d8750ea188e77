package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.wire.Api;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session whose place the cluster takes for something more important. */
@InAHouse
@Tag("D6")
final class PreemptedIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  /** More than half of any node: two of them never fit. */
  private static String mostOf(Api api) {
    var node = api.get("/api/v1/nodes").object().at("/items/0/status/allocatable/cpu").asText();
    long milli =
        node.endsWith("m")
            ? Long.parseLong(node.substring(0, node.length() - 1))
            : Long.parseLong(node) * 1000;
    return milli * 55 / 100 + "m";
  }

  private static void priority(Api api, String name, int value) {
    api.resources("/apis/scheduling.k8s.io/v1/priorityclasses")
        .create(
            "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: %s}, value: %d}"
                .formatted(name, value));
  }

  @Test
  void itSleepsAndTheNextLoginIsTold(House house) throws Exception {
    var api = Api.of(house.cluster().config());
    priority(api, "dormouse-preemptible", -10);
    priority(api, "dormouse-test-urgent", 1000);
    var most = mostOf(api);
    house.template(
        "cheap",
        """
        lifecycle: {kind: preemptible, idleAfter: 20m}
        podTemplate: {spec: {containers: [{resources: {requests: {cpu: %s}}}]}}
        """
            .formatted(most));
    house.reaper("reaper-a");
    var alice = house.user("alice");
    alice.ssh().ssh("alice-cheap", "echo kept > note").good();

    house
        .pods("alice")
        .create(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: urgent}
            spec:
              priorityClassName: dormouse-test-urgent
              terminationGracePeriodSeconds: 1
              containers:
              - name: urgent
                image: %s
                imagePullPolicy: IfNotPresent
                command: [sleep, "600"]
                resources: {requests: {cpu: %s}}
            """
                .formatted(
                    house.ours("SessionTemplate").get("cheap").object().at("/spec/image").asText(),
                    most))
        .object();
    var asleep =
        house
            .sessions("alice")
            .await(
                "cheap", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(asleep.at("/status/why").asText())
        .isEqualTo("the cluster took its place for something more important");

    house.pods("alice").delete("urgent");
    house.pods("alice").awaitGone("urgent", SOON);
    var back = alice.ssh().ssh("alice-cheap", "cat note");
    assertThat(back.good()).isEqualTo("kept\n");
    assertThat(back.err()).contains("the cluster took its place");
  }
}
