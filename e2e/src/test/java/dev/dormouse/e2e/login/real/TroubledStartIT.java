package dev.dormouse.e2e.login.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import dev.dormouse.e2e.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A start in trouble is told apart from one that takes its time, and is stopped or tried again. */
@InAHouse
@Tag("D8")
final class TroubledStartIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final String NOWHERE = "podTemplate: {spec: {nodeSelector: {nobody: has-it}}}";

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
  }

  @Test
  void aVolumeThatNobodyMakesIsNamedAsTheReason(House house) throws Exception {
    house.template(
        "unhoused",
        "{home: {storageClass: nobodys}, lifecycle: {startWithin: 10s, stopWithin: 5s}}");

    var ran = alice.ssh().ssh("alice-unhoused", "true");

    Refusals.assertRefused(ran, "unhoused", "DM-VOLUME");
    assertThat(ran.err()).contains("waiting for its volume");
  }

  @Test
  void aClusterThatGrowsIsSomethingElse(House house) throws Exception {
    house.template("growing", "{lifecycle: {startWithin: 20s}, " + NOWHERE + "}");
    try (var waiting = alice.ssh().start("alice-growing", "true")) {
      waiting.hear("that no node is fit", line -> line.contains("no node is fit"));
      scaleUp(house, house.podsOf("alice", "growing").getFirst());

      waiting.hear("that one comes", line -> line.contains("the cluster is adding one"));
      var ran = waiting.ended();
      Refusals.assertRefused(ran, "growing", "DM-CAPACITY");
      assertThat(ran.err()).contains("the cluster is adding a node, which isn't there yet");
    }
  }

  /** As the cluster autoscaler tells it. */
  private static void scaleUp(House house, String pod) {
    var seen = house.pods("alice").get(pod).object();
    var event =
        Json.object(
            """
            apiVersion: v1
            kind: Event
            metadata: {name: %s.grows}
            involvedObject: {apiVersion: v1, kind: Pod, namespace: %s, name: %s, uid: %s}
            reason: TriggeredScaleUp
            message: 'pod triggered scale-up: [{workers 1->2 (max: 3)}]'
            type: Normal
            firstTimestamp: %5$s
            lastTimestamp: %5$s
            count: 1
            source: {component: cluster-autoscaler}
            """
                .formatted(
                    pod,
                    house.of("alice"),
                    pod,
                    seen.at("/metadata/uid").asText(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    house.core("alice", "events").create(event).object();
  }

  @Test
  void aStartThatGoesNowhereIsStoppedAtOnce(House house) throws Exception {
    house.template("stopped", "{" + NOWHERE + "}");
    try (var waiting = alice.ssh().start("alice-stopped", "true")) {
      waiting.hear("that no node is fit", line -> line.contains("no node is fit"));
      var asked = Instant.now();

      alice.ssh().ssh("alice", "stop", "stopped").good();

      var ran = waiting.ended();
      Refusals.assertRefused(ran, "DM-STOPPED");
      assertThat(ran.err()).contains("somebody put stopped to sleep while it woke");
      assertThat(Instant.now()).isBefore(asked.plus(AT_ONCE));
    }
  }

  @Test
  @Tag("D9")
  void whoWaitsForASlowSshdKeepsItAwake(House house) throws Exception {
    house.template(
        "slow",
        "{lifecycle: {idleAfter: 3s, grace: 1s}, idle: {cpuBelow: '0'},"
            + " env: [{name: SSHD_AFTER, value: '12'}]}");

    try (var open = alice.ssh().startOpen("alice-slow", "cat")) {
      open.in().write("in\n".getBytes(UTF_8));
      open.in().flush();
      open.see("in\n");

      assertThat(house.core("alice", "events").list("").path("items"))
          .filteredOn(event -> event.at("/involvedObject/name").asText().equals("slow"))
          .as("a verdict about it")
          .isEmpty();
    }
  }

  @Test
  void oneThatFailedIsTriedAgainAtOnce(House house) throws Exception {
    house.template("mended", "{lifecycle: {startWithin: 8s, stopWithin: 5s}, " + NOWHERE + "}");
    Refusals.assertRefused(alice.ssh().ssh("alice-mended", "true"), "mended", "DM-CAPACITY");
    assertThat(alice.ssh().ssh("alice", "why", "mended").good())
        .contains("failed", "no node is fit");

    house
        .ours("SessionTemplate")
        .merge("mended", "{spec: {podTemplate: {spec: {nodeSelector: null}}}}")
        .object();
    Thread.sleep(2000); // A change counts within two seconds.

    assertThat(alice.ssh().ssh("alice-mended", "echo in").good()).isEqualTo("in\n");
  }
}
