package dev.dormouse.e2e.login.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.house.Said;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import dev.dormouse.e2e.wire.Event;
import dev.dormouse.e2e.wire.Watching;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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

  @Test
  void aSlowPullIsToldWhileItHappens(House house) throws Exception {
    house.template("slow", Plays.of("unschedulable=3s,slow-pull=5s"));
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
    house.template("stamped", Plays.of("unschedulable=3s,slow-pull=4s"));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image   | image-not-found | DM-IMAGE    | debian:13",
        "crash   | crash-loop      | DM-CRASH    | ''",
        "crowded | unschedulable   | DM-CAPACITY | node",
        "held    | volume-held     | DM-VOLUME   | volume",
      })
  void whatCannotStartSaysWhy(String name, String play, String code, String words, House house)
      throws Exception {
    house.template(name, Plays.of(play).replaceFirst("}$", ", lifecycle: {startWithin: 15s}}"));

    var ran = alice.ssh().ssh("alice-" + name, "true");

    Refusals.assertRefused(ran, name, code);
    assertThat(ran.err()).contains(words);
  }

  @Test
  void afterAFailedStartTheNextLoginTriesAgain(House house) throws Exception {
    house.template("mended", Plays.of("image-not-found"));
    Refusals.assertRefused(alice.ssh().ssh("alice-mended", "true"), "mended", "DM-IMAGE");

    house
        .ours("SessionTemplate")
        .merge("mended", "{spec: " + Plays.of("slow-pull=100ms") + "}")
        .object();

    assertThat(alice.ssh().ssh("alice-mended", "echo up").good()).isEqualTo("up\n");
  }

  @Test
  @Tag("A11")
  void ctrlCInAColdStartLosesNothingAndTheRetryJoins(House house) throws Exception {
    house.template("left", Plays.of("slow-pull=4s"));
    var ssh = alice.ssh();
    String run;
    try (var first = ssh.start("alice-left", "true")) {
      first.hear("that it fetches", line -> line.contains("image"));
      first.interrupt();
      assertThat(first.ended().exit()).isIn(130, 255);
      run = house.session("alice", "left").at("/spec/run").asText();
      assertThat(run).isNotEmpty();
    }
    var again = ssh.ssh("alice-left", "echo up");

    assertThat(again.good()).isEqualTo("up\n");
    assertThat(house.session("alice", "left").at("/spec/run").asText()).isEqualTo(run);
    assertThat(house.podsOf("alice", "left")).containsExactly("left-" + run);
  }
}
