package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.proxy.Matching;
import dev.dormouse.e2e.proxy.Verb;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two reapers and a broker, calls that are held, and kills: a login always ends in a live pod. */
@InAHouse
@Tag("D9")
final class DozeRacesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int KILLS = 15;
  private static final AtomicInteger LAST = new AtomicInteger();
  private static BrokerProcess broker;
  private static BrokerProcess reaper;
  private static BrokerProcess other;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {idleAfter: 3s, grace: 1s}, idle: {cpuBelow: '0'}}");
    // On a busy machine it may take seconds from a pod's start until somebody is in.
    house.template("night", "{lifecycle: {idleAfter: 8s, grace: 1s}, idle: {cpuBelow: '0'}}");
    broker = house.brokerBehindProxy("broker-a");
    reaper = house.reaperBehindProxy("reaper-a");
    other = house.reaperBehindProxy("reaper-b");
  }

  private static Person someone(House house) {
    return house.user("d" + LAST.incrementAndGet());
  }

  private static Matching byReaper(House house, Person person, Verb verb, String kind) {
    var calls = matching(verb, kind).in(house.of(person.name()));
    return new Matching(calls.test().and(call -> call.client().startsWith("reaper")));
  }

  @Test
  void aLoginThatComesBeforeTheDecisionIsTakenStaysIn(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    alice.at(broker).ssh(login, "echo kept > note").good();
    var pods = house.podsOf(alice.name(), "small");
    var held = house.proxy().hold(byReaper(house, alice, Verb.PATCH, "sessions"));
    held.await(SOON);
    try (var open = alice.at(broker).startOpen(login, "cat note; cat")) {
      house
          .sessions(alice.name())
          .await(
              "small",
              "attached",
              SOON,
              one -> one.at("/status/attachments/broker-a/open").asInt() == 1);
      held.release();
      Thread.sleep(4_000);
      open.in().write("alive\n".getBytes(UTF_8));
      open.in().close();
      assertThat(open.ended().good()).isEqualTo("kept\nalive\n");
    }
    assertThat(house.session(alice.name(), "small").at("/spec/wanted").asText()).isEqualTo("Awake");
    assertThat(house.podsOf(alice.name(), "small")).isEqualTo(pods);
  }

  @Test
  void aLoginThatComesWhileThePodIsBeingEndedGetsTheNextOne(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    alice.at(broker).ssh(login, "echo kept > note").good();
    var before = house.session(alice.name(), "small").at("/spec/run").asText();
    var held = house.proxy().hold(byReaper(house, alice, Verb.DELETE, "pods"));
    held.await(SOON);
    try (var late = alice.at(broker).start(login, "cat note")) {
      house
          .sessions(alice.name())
          .await("small", "next run", SOON, one -> !one.at("/spec/run").asText().equals(before));
      held.release();

      assertThat(late.ended().good()).isEqualTo("kept\n");
    } finally {
      held.release();
    }
    var now = house.session(alice.name(), "small").at("/spec/run").asText();
    assertThat(now).isNotEqualTo(before);
    assertThat(house.livePodsOf(alice.name(), "small")).containsExactly("small-" + now);
  }

  @Test
  void aNoteThatIsLateChangesNothing(House house) throws Exception {
    var alice = someone(house);
    var login = alice.name() + "-small";
    var held = house.proxy().hold(byReaper(house, alice, Verb.PATCH, "sessions/status"));
    try {
      alice.at(broker).ssh(login, "true").good();
      held.await(SOON);
    } finally {
      held.release();
    }
    house
        .sessions(alice.name())
        .await("small", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(alice.at(broker).ssh(login, "echo in").good()).isEqualTo("in\n");
  }

  private static IntStream nights() {
    return IntStream.rangeClosed(1, (Integer.getInteger("kills", KILLS) + KILLS - 1) / KILLS);
  }

  @ParameterizedTest
  @MethodSource("nights")
  @Timeout(420)
  void killedAtAnyMomentItLeavesNothingBehind(int night, House house) throws Exception {
    var random = new SplittableRandom(night);
    var alice = someone(house);
    var login = alice.name() + "-night";
    alice.at(broker).ssh(login, "echo kept > note").good();
    for (int kill = 0; kill < KILLS; kill++) {
      var victim = random.nextInt(3);
      Thread.sleep(random.nextInt(11_000));
      (victim == 0 ? broker : victim == 1 ? reaper : other).kill();
      if (victim == 0) {
        broker.again();
      }
      assertThat(alice.at(broker).ssh(login, "cat note").good())
          .as("night %d, kill %d, of %d", night, kill, victim)
          .isEqualTo("kept\n");
      if (victim != 0) {
        (victim == 1 ? reaper : other).again();
      }
    }
    var run = house.session(alice.name(), "night").at("/spec/run").asText();
    house
        .sessions(alice.name())
        .await(
            "night",
            "asleep",
            Duration.ofMinutes(2),
            one -> one.at("/status/phase").asText().equals("Asleep"));
    for (var pod : house.podsOf(alice.name(), "night")) {
      assertThat(pod).isEqualTo("night-" + run);
      house.pods(alice.name()).awaitGone(pod, SOON);
    }
    assertThat(alice.at(broker).ssh(login, "cat note").good()).isEqualTo("kept\n");
  }
}
