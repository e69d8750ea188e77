package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.proxy.Matching;
import dev.dormouse.e2e.proxy.Verb;
import dev.dormouse.e2e.wire.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two brokers, and calls that are held until the other one was quicker: one pod, always. */
@InAHouse
@Tag("A4")
final class RacesIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final AtomicInteger LAST = new AtomicInteger();
  private static BrokerProcess one;
  private static BrokerProcess other;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {startWithin: 40s}}");
    one = house.brokerBehindProxy("broker-a");
    other = house.brokerBehindProxy("broker-b");
  }

  private static Person someone(House house) {
    return house.user("user" + LAST.incrementAndGet());
  }

  private static Matching calls(House house, Person person, Verb verb, String kind) {
    return matching(verb, kind).in(house.of(person.name()));
  }

  @Test
  void aHundredLoginsAtOnceMakeOnePod(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    try (var pods = house.pods(alice.name()).watch("")) {
      var script =
          """
          seq 50 | xargs -P 50 -I %% ssh -F $F -o KexAlgorithms=curve25519-sha256 %s$AT \
          'echo $SSH_CONNECTION' 2>/dev/null | cut -d' ' -f3 | sort | uniq -c
          """
              .formatted(login);
      try (var first = alice.at(one).startSh(script);
          var second = alice.at(other).startSh(script)) {
        var said = List.of(first.ended().good().strip(), second.ended().good().strip());

        assertThat(said).allSatisfy(counted -> assertThat(counted).startsWith("50 "));
        assertThat(said.getFirst()).isEqualTo(said.getLast());
      }
      assertOnePod(house, alice, pods);
    }
  }

  /** The steps of a first wake, in their order. */
  @ParameterizedTest
  @CsvSource({
    "CREATE, sessions",
    "PATCH, sessions",
    "CREATE, persistentvolumeclaims",
    "CREATE, secrets",
    "PATCH, sessions/status",
    "CREATE, pods",
  })
  void whoeverIsHeldUpJoinsTheOther(Verb verb, String kind, House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    if (verb == Verb.PATCH && kind.equals("sessions")) {
      // A new session is made awake: only one that is there already is patched.
      house
          .sessions(alice.name())
          .create(
              "{apiVersion: dormouse.dev/v1alpha1, kind: Session, metadata: {name: small},"
                  + " spec: {owner: %s, template: small}}".formatted(alice.name()))
          .object();
      Thread.sleep(2000);
    }
    var held = house.proxy().hold(calls(house, alice, verb, kind).by("broker-a"));
    try (var pods = house.pods(alice.name()).watch("");
        var slow = alice.at(one).start(login, "echo slow")) {
      held.await(SOON);
      assertThat(alice.at(other).ssh(login, "echo quick").good()).isEqualTo("quick\n");
      held.release();

      assertThat(slow.ended().good()).isEqualTo("slow\n");
      assertOnePod(house, alice, pods);
    } finally {
      held.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, persistentvolumeclaims",
    "CREATE, secrets",
    "PATCH, sessions/status",
    "CREATE, pods",
  })
  void aStartThatItsBrokerDidNotSurviveIsFinishedByTheOther(Verb verb, String kind, House house)
      throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    var held = house.proxy().hold(calls(house, alice, verb, kind).by("broker-a"));
    try (var pods = house.pods(alice.name()).watch("");
        var lost = alice.at(one).start(login, "echo lost")) {
      held.await(SOON);
      one.kill();
      assertThat(lost.ended().exit()).isEqualTo(255);
      held.release();

      assertThat(alice.at(other).ssh(login, "echo kept").good()).isEqualTo("kept\n");
      assertOnePod(house, alice, pods);
    } finally {
      held.release();
      one.again();
    }
  }

  @Test
  void aStartThatNobodyWaitsForIsFinishedToo(House house) throws Exception {
    var alice = someone(house);
    var held = house.proxy().hold(calls(house, alice, Verb.CREATE, "pods").by("broker-a"));
    try (var lost = alice.at(one).start(alice.name() + "-small", "true")) {
      held.await(SOON);
      one.kill();
      lost.ended();
      var run = house.session(alice.name(), "small").at("/spec/run").asText();

      house.pods(alice.name()).await("small-" + run, "there", SOON, _ -> true);
    } finally {
      held.release();
      one.again();
    }
  }

  @Test
  void aPatchWakesAsWellAsALogin(House house) throws Exception {
    var alice = someone(house);
    alice.at(one).ssh(alice.name() + "-small", "true").good();
    house.sleep(alice.name(), "small");

    house.sessions(alice.name()).merge("small", "{spec: {wanted: Awake, run: bykubectl}}").object();

    house
        .pods(alice.name())
        .await("small-bykubectl", "running", SOON, pod -> pod.at("/status").has("podIP"));
    assertThat(alice.at(one).ssh(alice.name() + "-small", "echo in").good()).isEqualTo("in\n");
  }

  @Test
  void aLoginThatAStopOvertookWakesItAgain(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    alice.at(one).ssh(login, "true").good();
    var before = house.session(alice.name(), "small").at("/spec/run").asText();
    awaitNoAttachment(house, alice);
    var held =
        house.proxy().hold(calls(house, alice, Verb.PATCH, "sessions/status").by("broker-a"));
    try (var racing = alice.at(one).start(login, "echo in")) {
      held.await(SOON);
      house.sleep(alice.name(), "small");
      held.release();

      assertThat(racing.ended().good()).isEqualTo("in\n");
      assertThat(house.session(alice.name(), "small").at("/spec/run").asText())
          .isNotEqualTo(before);
      assertThat(house.podsOf(alice.name(), "small")).hasSize(1);
    } finally {
      held.release();
    }
  }

  @Test
  void aStopThatALoginOvertookIsTold(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    alice.at(one).ssh(login, "true").good();
    awaitNoAttachment(house, alice);
    var decidedOn = house.session(alice.name(), "small").at("/metadata/resourceVersion").asText();
    try (var in = alice.at(one).startOpen(login, "echo up; cat")) {
      in.see("up");

      assertThat(house.wantAsleep(alice.name(), "small", decidedOn).code()).isEqualTo(409);
      in.in().close();
      assertThat(in.ended().exit()).isZero();
    }
  }

  @Test
  void aBrokerThatSeesNothingCatchesUp(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    var silence = house.proxy().starve(matching(Verb.WATCH, "pods").by("broker-a"));
    try (var blind = alice.at(one).start(login, "echo at last")) {
      assertThat(alice.at(other).ssh(login, "echo quick").good()).isEqualTo("quick\n");
      silence.release();

      assertThat(blind.ended().good()).isEqualTo("at last\n");
      assertThat(house.podsOf(alice.name(), "small")).hasSize(1);
    } finally {
      silence.release();
    }
  }

  private static void awaitNoAttachment(House house, Person person) throws InterruptedException {
    house
        .sessions(person.name())
        .await(
            "small",
            "left by all",
            SOON,
            session ->
                session
                    .at("/status/attachments")
                    .valueStream()
                    .allMatch(one -> one.path("open").asInt() == 0));
    // Nobody else writes then: a last PATCH of the startup's times may be under way.
    Thread.sleep(500);
  }

  /** Of all that were ever there. */
  private static void assertOnePod(House house, Person person, Watching pods) {
    var names = new ArrayList<String>();
    for (var event : pods.heard()) {
      if (event.type().equals("ADDED")) {
        names.add(event.object().at("/metadata/name").asText());
      }
    }
    assertThat(names).hasSize(1);
    assertThat(house.podsOf(person.name(), "small")).isEqualTo(names);
  }
}
