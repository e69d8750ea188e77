package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a session can't start, or not yet, on Kubernetes itself. */
@InAHouse
@Tag("A10")
@Tag("D8")
final class RefusedStartIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-image  | {image: 'dormouse.test/nothing:9'} | DM-IMAGE | dormouse.test/nothing:9",
        "crashing  | {podTemplate: {spec: {containers: [{name: session, imagePullPolicy:"
            + " IfNotPresent, command: [sh, -c, 'echo the key is missing; exit 3']}]}}}"
            + " | DM-CRASH | the key is missing",
        "nowhere   | {podTemplate: {spec: {nodeSelector: {nobody: has-it}}}} | DM-CAPACITY | ''",
      })
  void whatCannotStartOnKubernetesSaysWhy(
      String name, String template, String code, String words, House house) throws Exception {
    house.template(
        name, template.replaceFirst("}$", ", lifecycle: {startWithin: 20s, stopWithin: 5s}}"));

    var ran = alice.ssh().ssh("alice-" + name, "true");

    Refusals.assertRefused(ran, name, code);
    assertThat(ran.err()).contains(words);
  }

  @Test
  void aQuotaThatIsUsedUpIsNamed(House house) throws Exception {
    house.template("modest");
    var carl = house.user("carl");
    house
        .core("carl", "resourcequotas")
        .create(
            "{apiVersion: v1, kind: ResourceQuota, metadata: {name: few},"
                + " spec: {hard: {pods: 0}}}")
        .object();
    Thread.sleep(1000);

    var ran = carl.ssh().ssh("carl-modest", "true");

    Refusals.assertRefused(ran, "modest", "DM-QUOTA");
  }

  @Test
  void aLoginWaitsForThePreviousPodAndSaysSo(House house) throws Exception {
    house.template(
        "lingering",
        """
        lifecycle: {startWithin: 40s, stopWithin: 6s}
        podTemplate: {spec: {containers: [{lifecycle: {preStop: {exec: {command: [sleep, "4"]}}}}]}}
        """);
    alice.awake("lingering");
    var old = house.podsOf("alice", "lingering").getFirst();
    house.sleepAsync("alice", "lingering");
    try (var waiting = alice.ssh().start("alice-lingering", "echo in")) {
      waiting.hear("what it waits for", line -> line.contains("waiting for the previous"));
      assertThat(house.podsOf("alice", "lingering")).containsExactly(old);

      assertThat(waiting.ended().good()).isEqualTo("in\n");
    }
    assertThat(house.livePodsOf("alice", "lingering")).hasSize(1).doesNotContain(old);
  }
}
