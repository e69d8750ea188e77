package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of the bare name, by the real ssh; what they change is looked at in the cluster. */
@InAHouse
final class VerbsIT {
  private static final String FORGET_HOME = "dormouse.dev/forget-home";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomicInteger LAST = new AtomicInteger();

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {keepAtMost: 8h}}");
    house.template("work");
    house.template("shared", "{home: {scope: user}}");
  }

  private static Person someone(House house) {
    return house.user("user" + LAST.incrementAndGet());
  }

  private static Ran verb(Person person, String... words) throws InterruptedException {
    return person.ssh().ssh(person.name(), words);
  }

  private static JsonNode json(Person person, String... words) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    return Json.tree(verb(person, all.toArray(String[]::new)).good());
  }

  private static JsonNode spec(House house, Person person, String session) {
    return house.session(person.name(), session).path("spec");
  }

  /** Until the broker's watch has told it, too. */
  private static void awaitState(Person person, String session, String state) {
    awaitWhy(
        person, session, ran -> ran.exit() == 0 && ran.text().startsWith(session + " is " + state));
  }

  private static void awaitWhy(Person person, String session, Predicate<Ran> heard) {
    Eventually.holds(
        "the broker has heard of " + session,
        () -> {
          try {
            return heard.test(verb(person, "why", session));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("asking why " + session, e);
          }
        });
  }

  private static void assertNo(Ran ran, int exit, String said) {
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(exit);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("dormouse: ").contains(said);
    assertThat(ran.err().toLowerCase(Locale.ROOT)).doesNotContain("pod", "pvc", "crd", "exception");
  }

  // --- keep and why ---------------------------------------------------------------------------

  @Test
  @Tag("D5")
  void keepWritesUntilWhen(House house) throws Exception {
    var alice = someone(house);
    alice.awake("small");
    awaitState(alice, "small", "awake");

    var before = Instant.now();
    assertThat(verb(alice, "keep", "small", "4h").good()).startsWith("small is kept awake until ");

    var until = Instant.parse(spec(house, alice, "small").path("keepUntil").asText());
    assertThat(until)
        .isBetween(
            before.plus(Duration.ofHours(4)).minusSeconds(5),
            Instant.now().plus(Duration.ofHours(4)));
    assertThat(verb(alice, "keep", "small", "1h").good()).contains("already");
    assertThat(spec(house, alice, "small").path("keepUntil").asText()).isEqualTo(until.toString());

    assertThat(json(alice, "keep", "small", "off").path("done").asText()).isEqualTo("kept no more");
    assertThat(spec(house, alice, "small").has("keepUntil")).isFalse();
    assertThat(json(alice, "keep", "small", "off").path("done").asText()).isEqualTo("nothing");
  }

  @Test
  @Tag("D5")
  void keepHasTheTemplatesBound(House house) throws Exception {
    var alice = someone(house);
    alice.awake("small");
    awaitState(alice, "small", "awake");

    assertNo(verb(alice, "keep", "small", "8h1s"), 2, "8 hours at the most");
    assertNo(verb(alice, "keep", "small", "tomorrow"), 2, "keep small 4h");
    assertThat(spec(house, alice, "small").has("keepUntil")).isFalse();
  }

  @Test
  @Tag("D5")
  void whatSleepsIsToldToBeStartedFirst(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");

    assertNo(verb(alice, "keep", "small", "1h"), 1, "start small");
    assertThat(spec(house, alice, "small").has("keepUntil")).isFalse();
    assertThat(house.podsOf(alice.name(), "small")).isEmpty();
  }

  /** What the reaper will have written is what people read. */
  @Test
  @Tag("D5")
  void whySaysWhatIsWritten(House house) throws Exception {
    var alice = someone(house);
    alice.awake("small");
    var sleepsAt = Instant.parse("2100-01-01T18:40:00Z");
    house
        .sessions(alice.name())
        .merge(
            "small/status",
            "{status: {sleepsAt: '%s', why: nobody has been connected, notes: [no cpu is told],"
                    .formatted(sleepsAt)
                + " cost: {podSecondsUsed: 60, podSecondsSaved: 7200,"
                + " countedTo: '2026-01-01T00:00:00Z'}}}")
        .object();
    awaitWhy(alice, "small", ran -> ran.text().contains("no cpu is told"));

    assertThat(verb(alice, "why", "small").good())
        .contains(
            "small is awake",
            "nobody has been connected",
            "at 2100-01-01 18:40 UTC",
            "slept for 2 hours instead",
            "keep small 4h");
    var json = json(alice, "why", "small");
    assertThat(json.path("session").asText()).isEqualTo("small");
    assertThat(Instant.parse(json.path("sleepsAt").asText())).isEqualTo(sleepsAt);
    assertThat(verb(alice, "ls").good()).contains("awake, sleeps at 2100-01-01 18:40 UTC");
  }

  @Test
  @Tag("D5")
  void whySaysHowManyAreIn(House house) throws Exception {
    var alice = someone(house);
    try (var inside = alice.ssh().startOpen(alice.name() + "-small", "echo in; cat")) {
      inside.see("in");
      awaitWhy(alice, "small", ran -> ran.text().contains("connected  1 connection"));
    }
  }

  // --- stop -----------------------------------------------------------------------------------

  @Test
  @Tag("D7")
  void stopWantsItAsleep(House house) throws Exception {
    var alice = someone(house);
    alice.awake("small");
    awaitState(alice, "small", "awake");

    var done = json(alice, "stop", "small");

    assertThat(done.path("done").asText()).isEqualTo("stopped");
    assertThat(done.path("said").asText()).contains("its files in ", " stay");
    assertThat(spec(house, alice, "small").path("wanted").asText()).isEqualTo("Asleep");
    // Whoever ends what runs may be quick, or not there yet.
    assertThat(json(alice, "why", "small").path("state").asText())
        .isIn("awake", "falling asleep", "asleep");
    assertThat(json(alice, "stop", "small").path("done").asText()).isEqualTo("nothing");
  }

  /** What a person patches counts as a verb does. */
  @Test
  @Tag("D7")
  void whatAClientPatchedAsleepIsStopped(House house) throws Exception {
    var alice = someone(house);
    alice.awake("small");
    house.sessions(alice.name()).merge("small", "{spec: {wanted: Asleep}}").object();

    assertThat(json(alice, "stop", "small").path("done").asText()).isEqualTo("nothing");
    assertThat(verb(alice, "stop", "small").good()).matches("small is (falling )?asleep already\n");
  }

  @Test
  @Tag("D7")
  void stopTellsThatConnectionsEnd(House house) throws Exception {
    var alice = someone(house);
    try (var inside = alice.ssh().startOpen(alice.name() + "-small", "echo in; cat")) {
      inside.see("in");
      Eventually.holds(
          "the attachment is written",
          () ->
              house
                  .session(alice.name(), "small")
                  .at("/status/attachments")
                  .toString()
                  .contains("\"open\":1"));

      assertThat(verb(alice, "stop", "small").good()).contains("the connection to it ends");
      assertThat(spec(house, alice, "small").path("wanted").asText()).isEqualTo("Asleep");
    }
  }

  // --- start ----------------------------------------------------------------------------------

  @Test
  @Tag("D7")
  void startWakesWithoutAnybodyWaiting(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");

    assertThat(verb(alice, "start", "small").good()).startsWith("small is waking");

    awaitAwake(house, alice, "small");
    awaitState(alice, "small", "awake");
    assertThat(verb(alice, "start", "small").good()).isEqualTo("small is awake already\n");
    assertThat(alice.ssh().ssh(alice.name() + "-small", "echo in").good()).isEqualTo("in\n");
    assertThat(house.livePodsOf(alice.name(), "small")).hasSize(1);
  }

  @Test
  @Tag("D7")
  void startMakesANewOne(House house) throws Exception {
    var alice = someone(house);

    assertThat(json(alice, "start", "work").path("done").asText()).isEqualTo("started");

    awaitAwake(house, alice, "work");
    assertThat(spec(house, alice, "work").path("template").asText()).isEqualTo("work");
  }

  /** The wish of a person who has kubectl alone. */
  @Test
  @Tag("D7")
  void whatAClientPatchedAwakeIsSeenWaking(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");
    house.sessions(alice.name()).merge("small", "{spec: {wanted: Awake}}").object();

    assertThat(verb(alice, "start", "small").good()).startsWith("small is ");
    awaitAwake(house, alice, "small");
    assertThat(house.livePodsOf(alice.name(), "small")).hasSize(1);
  }

  @Test
  @Tag("D7")
  void startKeepsTheLimits(House house) throws Exception {
    var bob = house.user("bob" + LAST.incrementAndGet(), "{limits: {awake: 1, sessions: 2}}");
    bob.awake("small");
    awaitState(bob, "small", "awake");

    assertNo(verb(bob, "start", "work"), 1, "(DM-LIMIT)");
    assertThat(house.sessions(bob.name()).get("work").code()).isEqualTo(404);
    assertThat(verb(bob, "start", "small").good()).isEqualTo("small is awake already\n");
  }

  // --- rm -------------------------------------------------------------------------------------

  @Test
  @Tag("D7")
  void rmLeavesTheHome(House house) throws Exception {
    var alice = someone(house);
    alice.ssh().ssh(alice.name() + "-small", "echo mine > kept").good();
    house.sleep(alice.name(), "small");
    awaitState(alice, "small", "asleep");

    assertThat(verb(alice, "rm", "small").good()).contains("stay", "finds them again");
    house.sessions(alice.name()).awaitGone("small", SOON);

    assertThat(house.core(alice.name(), "persistentvolumeclaims").get("small-home").code())
        .isEqualTo(200);
    awaitWhy(alice, "small", ran -> ran.exit() == 2);
    assertThat(alice.ssh().ssh(alice.name() + "-small", "cat kept").good()).isEqualTo("mine\n");
  }

  @Test
  @Tag("D7")
  void rmOfWhatIsAwakeTakesForce(House house) throws Exception {
    var alice = someone(house);
    try (var inside = alice.ssh().startOpen(alice.name() + "-small", "echo in; cat")) {
      inside.see("in");
      awaitWhy(alice, "small", ran -> ran.text().contains("connected  1 connection"));

      assertNo(verb(alice, "rm", "small"), 2, "1 connection is open");
      assertThat(
              house
                  .session(alice.name(), "small")
                  .at("/metadata/deletionTimestamp")
                  .isMissingNode())
          .isTrue();

      assertThat(verb(alice, "rm", "small", "--force").good()).startsWith("small is removed");
      house.sessions(alice.name()).awaitGone("small", SOON);
    }
  }

  /** The home goes once its session is going; whoever does that may be quick, or not there yet. */
  @Test
  @Tag("D7")
  void rmWithHomeMarksTheHomeAndGoes(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");
    try (var watching = house.sessions(alice.name()).watchOne("small")) {
      assertThat(json(alice, "rm", "small", "--with-home").path("done").asText())
          .isEqualTo("removed with its home");

      var going =
          watching.awaitObject(
              "small is going", SOON, it -> !it.at("/metadata/deletionTimestamp").isMissingNode());
      assertThat(going.at("/metadata/finalizers").toString()).contains(FORGET_HOME);
    }
    var again = verb(alice, "rm", "small");
    assertThat(again.exit()).as(again.toString()).isIn(0, 2);
    free(house, alice, "small");
  }

  /** An attempt that was cut off between its two steps binds nobody. */
  @Test
  @Tag("D7")
  void rmWithoutHomeTakesAnEarlierMarkOff(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");
    house
        .sessions(alice.name())
        .merge("small", "{metadata: {finalizers: ['%s']}}".formatted(FORGET_HOME))
        .object();

    assertThat(verb(alice, "rm", "small").good()).contains("finds them again");
    house.sessions(alice.name()).awaitGone("small", SOON);
  }

  @Test
  @Tag("D7")
  void aSharedHomeStays(House house) throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "shared");

    assertThat(verb(alice, "rm", "shared", "--with-home").good())
        .contains("of all your sessions, and stay");
    house.sessions(alice.name()).awaitGone("shared", SOON);
  }

  // --- what is wrong --------------------------------------------------------------------------

  @ParameterizedTest
  @Tag("D7")
  @CsvSource(
      delimiter = '|',
      value = {
        "stpo smal        | did you mean: ssh %s@host stop",
        "stop smal        | did you mean: ssh %s@host stop small",
        "start smal       | did you mean: ssh %s@host start small",
        "why nothing      | (DM-UNKNOWN)",
        "stop             | ssh %s@host stop NAME",
        "stop Small       | can't be the name of a session",
        "rm -rf /         | --with-home",
        "stop small work  | ssh %s@host stop NAME",
      })
  void whatIsAskedWronglyIsToldHowItIsRight(String command, String next, House house)
      throws Exception {
    var alice = someone(house);
    sleeping(house, alice, "small");

    assertNo(verb(alice, command.split(" ")), 2, next.formatted(alice.name()));
    assertThat(house.podsOf(alice.name(), "small")).isEmpty();
  }

  @ParameterizedTest
  @Tag("D7")
  @ValueSource(strings = {"why", "keep", "stop", "rm"})
  void theNeighboursSessionsAreUnknown(String verb, House house) throws Exception {
    var alice = someone(house);
    var bob = someone(house);
    sleeping(house, bob, "small");

    var ran = verb(alice, verb, "small", verb.equals("keep") ? "1h" : "--json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("(DM-UNKNOWN)").doesNotContain(bob.name());
    assertThat(house.sessions(bob.name()).get("small").code()).isEqualTo(200);
  }

  @Test
  @Tag("D7")
  void bytesOfACommandDoNothing(House house) throws Exception {
    var ran = verb(someone(house), "stop", "'\u001b[31m\u0007sm\u200ball'");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).matches("[\n -~]*");
  }

  // --- what is there --------------------------------------------------------------------------

  /** A session that has never run. */
  private static void sleeping(House house, Person person, String session) {
    house
        .sessions(person.name())
        .create(
            "{apiVersion: dormouse.dev/v1alpha1, kind: Session, metadata: {name: %s}, spec: {owner: %s, template: %1$s}}"
                .formatted(session, person.name()))
        .object();
    awaitState(person, session, "asleep");
  }

  private static void awaitAwake(House house, Person person, String session) throws Exception {
    house
        .sessions(person.name())
        .await(session, "awake", SOON, it -> it.at("/status/phase").asText().equals("Awake"));
  }

  /** Lets go what nobody else does here. */
  private static void free(House house, Person person, String session) {
    var _ = house.sessions(person.name()).merge(session, "{metadata: {finalizers: []}}");
  }
}
