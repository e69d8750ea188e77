package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker, a reaper, and sessions that fall asleep when nobody needs them. */
@InAHouse
final class SleepIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomicInteger LAST = new AtomicInteger();
  private static BrokerProcess reaper;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {idleAfter: 4s, grace: 1s}, idle: {cpuBelow: '0'}}");
    house.template("gone", "{lifecycle: {kind: ephemeral, idleAfter: 20s, grace: 2s}}");
    house.template(
        "lost", "{image: registry.invalid/no:1, lifecycle: {startWithin: 4s, failedAfter: 3s}}");
    house.template(
        "bounded", "{lifecycle: {idleAfter: 4s, grace: 1s, maxRun: 8s}, idle: {cpuBelow: '0'}}");
    reaper = house.reaper("reaper-a");
    house.broker();
  }

  private static Person someone(House house) {
    return house.user("s" + LAST.incrementAndGet());
  }

  private static JsonNode await(House house, Person person, String session, String phase)
      throws InterruptedException {
    return house
        .sessions(person.name())
        .await(session, phase, SOON, one -> one.at("/status/phase").asText().equals(phase));
  }

  @Test
  @Tag("D1")
  void whatNobodyUsesFallsAsleepAndWakesAsItWas(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    alice.ssh().ssh(login, "echo kept > note; echo $DORMOUSE_SESSION").good();
    var before = house.session(alice.name(), "small");

    var asleep = await(house, alice, "small", "Asleep");

    assertThat(asleep.at("/spec/wanted").asText()).isEqualTo("Asleep");
    assertThat(asleep.at("/status/why").asText()).startsWith("nobody has been connected since");
    assertThat(asleep.at("/status/sleepsAt").isMissingNode()).isTrue();
    assertThat(house.podsOf(alice.name(), "small")).isEmpty();
    assertThat(house.core(alice.name(), "persistentvolumeclaims").get("small-home").code())
        .isEqualTo(200);
    assertThat(alice.ssh().ssh(login, "cat note; echo $DORMOUSE_SESSION").good())
        .isEqualTo("kept\nsmall\n");
    var after = house.session(alice.name(), "small");
    assertThat(after.at("/status/hostKey")).isEqualTo(before.at("/status/hostKey"));
    assertThat(after.at("/spec/run")).isNotEqualTo(before.at("/spec/run"));
    assertThat(asleep.at("/status/cost/podSecondsUsed").asLong()).isBetween(3L, 60L);
  }

  @Test
  @Tag("D2")
  void whoeverIsConnectedIsLeftAlone(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    try (var open = alice.ssh().start(login, "sleep 20; echo still here")) {
      house
          .sessions(alice.name())
          .await(
              "small",
              "the reaper knows why",
              SOON,
              one -> one.at("/status/why").asText().equals("1 connection is open"));
      assertThat(open.ended().good()).isEqualTo("still here\n");
    }
    var left = Instant.now();

    await(house, alice, "small", "Asleep");

    assertThat(Instant.now()).isAfter(left.plusSeconds(2));
  }

  @Test
  @Tag("D3")
  void aRunEndsAtItsLongestAndTheNextOneBeginsAnew(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-bounded";
    try (var open = alice.ssh().start(login, "sleep 60")) {
      var asleep = await(house, alice, "bounded", "Asleep");
      assertThat(asleep.at("/status/why").asText()).isEqualTo("one run lasts at most 8 seconds");
      assertThat(open.ended().exit()).isNotZero();
    }
    // Its first run was long ago by now; the second one counts from itself.
    Thread.sleep(9_000);
    assertThat(alice.ssh().ssh(login, "sleep 4; echo fresh").good()).isEqualTo("fresh\n");
  }

  @Test
  @Tag("D7")
  void aPatchPutsToSleepAndWakes(House house) throws Exception {
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-small", "true").good();
    var sessions = house.sessions(alice.name());

    sessions.merge("small", "{spec: {wanted: Asleep}}").object();
    await(house, alice, "small", "Asleep");
    sessions.merge("small", "{spec: {wanted: Asleep}}").object();
    sessions.merge("small", "{spec: {wanted: Awake}}").object();
    await(house, alice, "small", "Awake");

    // Nobody came: it falls asleep by itself.
    await(house, alice, "small", "Asleep");
  }

  @Test
  @Tag("D6")
  void anEphemeralOneIsGoneWithItsHomeAfterTheLastClose(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-gone";
    alice.ssh().ssh(login, "echo secret > note").good();

    house.sessions(alice.name()).awaitGone("gone", SOON);
    house.core(alice.name(), "persistentvolumeclaims").awaitGone("gone-home", SOON);

    assertThat(alice.ssh().ssh(login, "ls").good()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("D4")
  void aLongSleeperIsForgottenAndItsHomeOnlyWhenTheTemplateSaysSo(boolean home, House house)
      throws Exception {
    var template = home ? "whole" : "name";
    house.template(
        template,
        "{lifecycle: {idleAfter: 2s, grace: 1s, forgetAfter: 3s, forgetHome: %s}, idle: {cpuBelow: '0'}}"
            .formatted(home));
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-" + template, "echo kept > note").good();

    house.sessions(alice.name()).awaitGone(template, SOON);

    var claims = house.core(alice.name(), "persistentvolumeclaims");
    if (home) {
      claims.awaitGone(template + "-home", SOON);
    } else {
      assertThat(claims.get(template + "-home").code()).isEqualTo(200);
      assertThat(alice.ssh().ssh(alice.name() + "-" + template, "cat note").good())
          .isEqualTo("kept\n");
    }
  }

  @Test
  void whatFailedIsLeftForALookAndThenSleeps(House house) throws Exception {
    var alice = someone(house);
    assertThat(alice.ssh().ssh(alice.name() + "-lost", "true").exit()).isEqualTo(255);
    assertThat(house.session(alice.name(), "lost").at("/status/phase").asText())
        .isEqualTo("Failed");

    var asleep = await(house, alice, "lost", "Asleep");

    assertThat(asleep.at("/status/why").asText()).startsWith("it failed: ").contains("DM-IMAGE");
  }

  @Test
  void aSuspendedUsersSessionSleepsAtOnce(House house) throws Exception {
    house.template("long", "{}");
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-long", "true").good();

    house.ours("SessionUser").merge(alice.name(), "{spec: {suspended: true}}").object();

    var asleep = await(house, alice, "long", "Asleep");
    assertThat(asleep.at("/status/why").asText()).isEqualTo("its owner may not log in any more");
  }

  @Test
  @Tag("D9")
  void aBrokerThatWasKilledKeepsNothingAwake(House house) throws Exception {
    var alice = someone(house);
    var doomed = house.broker("broker-doomed");
    try (var open = alice.at(doomed).start(alice.name() + "-small", "sleep 300")) {
      house
          .sessions(alice.name())
          .await(
              "small",
              "attached",
              SOON,
              one -> one.at("/status/attachments/broker-doomed/open").asInt() == 1);
      doomed.kill();
      assertThat(open.ended().exit()).isEqualTo(255);
    }
    house
        .sessions(alice.name())
        .await(
            "small",
            "asleep",
            Duration.ofMinutes(2),
            one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(alice.ssh().ssh(alice.name() + "-small", "echo in").good()).isEqualTo("in\n");
  }

  @Test
  void anEditedTemplateRestartsNothing(House house) throws Exception {
    house.template("edited", "{lifecycle: {idleAfter: 10m}}");
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-edited", "true").good();
    var pods = house.podsOf(alice.name(), "edited");

    house
        .ours("SessionTemplate")
        .merge("edited", "{spec: {env: [{name: NEW, value: 'yes'}], lifecycle: {idleAfter: 20m}}}")
        .object();
    Eventually.holds(
        "the reaper counts by the new template",
        () -> {
          var status = house.session(alice.name(), "edited").path("status");
          return Instant.parse(status.path("sleepsAt").asText("2000-01-01T00:00:00Z"))
              .isAfter(Instant.now().plus(Duration.ofMinutes(15)));
        });

    assertThat(house.podsOf(alice.name(), "edited")).isEqualTo(pods);
    assertThat(alice.ssh().ssh(alice.name() + "-edited", "echo ${NEW-no}").good())
        .isEqualTo("no\n");
  }

  @Test
  void aSilentJobKeepsItAwakeWhereTheClusterMeasures(House house) throws Exception {
    assumeThat(house.cluster().real()).as("embedded measures no cpu").isTrue();
    house.template("works", "{lifecycle: {idleAfter: 20s, grace: 1s}}");
    var alice = someone(house);
    alice
        .ssh()
        .ssh(
            alice.name() + "-works",
            "nohup sh -c 'end=$(($(date +%s) + 60)); while [ $(date +%s) -lt $end ]; do :; done'"
                + " >/dev/null 2>&1 &")
        .good();
    Eventually.holds(
        "the reaper sees it work",
        () ->
            house
                .session(alice.name(), "works")
                .at("/status/why")
                .asText()
                .equals("its programs are at work"));
    var asleep =
        house
            .sessions(alice.name())
            .await(
                "works",
                "asleep",
                Duration.ofMinutes(4),
                one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(asleep.at("/status/why").asText()).startsWith("its programs were at work until");
  }

  @Test
  void eachVerdictIsAnEventAndANumber(House house) throws Exception {
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-small", "true").good();
    await(house, alice, "small", "Asleep");

    Eventually.holds(
        "an event",
        () ->
            house
                .core(alice.name(), "events")
                .list("")
                .path("items")
                .findValuesAsText("reason")
                .contains("FellAsleep"));
    assertThat(reaper.get("/metrics").body())
        .containsPattern("dormouse_verdicts_total\\{reason=\"unused\",verdict=\"sleep\"} [1-9]")
        .containsPattern("dormouse_sessions\\{lifecycle=\"persistent\",phase=\"asleep\"} [1-9]")
        .containsPattern("dormouse_sessions\\{lifecycle=\"ephemeral\",phase=\"failed\"} 0")
        .containsPattern("dormouse_homes [1-9]")
        .containsPattern("dormouse_sleep_lag_seconds_count [1-9]")
        .containsPattern("dormouse_reaper_leads 1")
        .containsPattern(
            "dormouse_api_calls_seconds_count\\{code=\"200\",kind=\"sessions\",verb=\"patch\"} [1-9]")
        .doesNotContain(alice.name(), "\"small\"");
  }
}
