package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.house.Said;
import dev.dormouse.e2e.wire.Event;
import dev.dormouse.e2e.wire.Watching;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads on stderr while a session wakes, and why it can't when it can't. */
@InAHouse
@Tag("A10")
final class StoryIT {
  private static final String PREFIX = "dormouse: ";
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
  }

  static String playing(String play) {
    return "{podTemplate: {metadata: {annotations: {embedded.dormouse.dev/play: '" + play + "'}}}}";
  }

  @Test
  void aSlowPullIsToldWhileItHappens(House house) throws Exception {
    assumeFalse(house.cluster().real(), "an image that takes its time is played on embedded");
    house.template("slow", playing("unschedulable=3s,slow-pull=5s"));
    try (var run = alice.ssh().start("alice-slow", "date +%s.%N")) {
      var first = run.hear("its first line", line -> line.startsWith(PREFIX));
      var ran = run.ended();
      var lines = ran.said().stream().filter(one -> one.line().startsWith(PREFIX)).toList();
      var begun = Double.parseDouble(ran.good().strip());

      assertThat(lines).as("phases of " + ran).hasSizeGreaterThanOrEqualTo(3);
      assertThat(new HashSet<>(lines.stream().map(Said::line).toList())).hasSameSizeAs(lines);
      assertThat(first.at().toEpochMilli() / 1000.0).isLessThan(begun - 7);
      assertThat(lines.toString()).contains("no node has room").contains("image");
    }
  }

  /** What the API tells, and when; what ssh tells, and when: no later than a second after it. */
  @Test
  void noLineIsLaterThanASecondAfterWhatItTells(House house) throws Exception {
    assumeFalse(house.cluster().real(), "an image that takes its time is played on embedded");
    house.template("stamped", playing("unschedulable=3s,slow-pull=4s"));
    try (Watching events = house.core("alice", "events").watch("");
        var run = alice.ssh().start("alice-stamped", "true")) {
      var unschedulable = when(events, "FailedScheduling");
      var scheduled = when(events, "Scheduled");
      var pulling = when(events, "Pulling");
      var ran = run.ended();

      assertThat(ran.exit()).as(ran.toString()).isZero();
      assertSoonAfter(unschedulable, ran, "no node has room");
      assertSoonAfter(pulling, ran, "image");
      assertThat(pulling).isAfterOrEqualTo(scheduled.minusSeconds(1));
    }
  }

  private static Instant when(Watching events, String reason) throws InterruptedException {
    events.await(
        reason,
        Duration.ofSeconds(30),
        (Event one) ->
            one.object().path("reason").asText().equals(reason)
                && one.object().at("/involvedObject/name").asText().startsWith("stamped"));
    return Instant.now();
  }

  private static void assertSoonAfter(Instant happened, Ran ran, String words) {
    var said = ran.said().stream().filter(one -> one.line().contains(words)).findFirst();
    assertThat(said).as("\"" + words + "\" in " + ran.said()).isPresent();
    assertThat(said.orElseThrow().at()).as(words).isBefore(happened.plusSeconds(1));
  }

  @Test
  void aRunningSessionIsEnteredInSilence(House house) throws Exception {
    house.template("quiet");
    alice.awake("quiet");

    assertThat(alice.ssh().ssh("alice-quiet", "true").err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image   | image-not-found | DM-IMAGE    | dormouse.test/session",
        "crash   | crash-loop      | DM-CRASH    | ''",
        "crowded | unschedulable   | DM-CAPACITY | node",
        "held    | volume-held     | DM-VOLUME   | volume",
      })
  void whatCannotStartSaysWhy(String name, String play, String code, String words, House house)
      throws Exception {
    assumeFalse(house.cluster().real(), "played on embedded");
    house.template(name, playing(play).replaceFirst("}$", ", lifecycle: {startWithin: 15s}}"));

    var ran = alice.ssh().ssh("alice-" + name, "true");

    assertRefused(ran, name, code);
    assertThat(ran.err()).contains(words);
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
    assumeTrue(house.cluster().real(), "on Kubernetes itself");
    house.template(
        name, template.replaceFirst("}$", ", lifecycle: {startWithin: 20s, stopWithin: 5s}}"));

    var ran = alice.ssh().ssh("alice-" + name, "true");

    assertRefused(ran, name, code);
    assertThat(ran.err()).contains(words);
  }

  @Test
  void aQuotaThatIsUsedUpIsNamed(House house) throws Exception {
    assumeTrue(house.cluster().real(), "quotas are Kubernetes' own");
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

    assertRefused(ran, "modest", "DM-QUOTA");
  }

  @Test
  void afterAFailedStartTheNextLoginTriesAgain(House house) throws Exception {
    assumeFalse(house.cluster().real(), "played on embedded");
    house.template("mended", playing("image-not-found"));
    assertRefused(alice.ssh().ssh("alice-mended", "true"), "mended", "DM-IMAGE");

    house
        .ours("SessionTemplate")
        .merge("mended", "{spec: " + playing("slow-pull=100ms") + "}")
        .object();

    assertThat(alice.ssh().ssh("alice-mended", "echo up").good()).isEqualTo("up\n");
  }

  private static void assertRefused(Ran ran, String name, String code) {
    List<String> said = ran.err().lines().toList();
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(255);
    assertThat(ran.out()).isEmpty();
    assertThat(said)
        .anySatisfy(line -> assertThat(line).startsWith(PREFIX + name).endsWith("(" + code + ")"));
    assertThat(said).anySatisfy(line -> assertThat(line).startsWith("          "));
    assertThat(ran.err()).doesNotContain("Permission denied");
  }
}
