package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.proxy.Matching;
import dev.dormouse.e2e.proxy.Verb;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pod's address goes to another's pod, and its watch is late, or says it twice. */
@InAHouse
@Tag("A4")
final class AddressIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Less than a session that is awake and silent is waited for. */
  private static final Duration AT_ONCE = Duration.ofSeconds(25);

  private static final AtomicInteger LAST = new AtomicInteger();
  private static final Matching PODS = matching(Verb.WATCH, "pods");
  private static BrokerProcess broker;
  private static Person bob;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small", "{lifecycle: {startWithin: 60s}}");
    broker = house.brokerBehindProxy("broker-a");
    bob = house.user("bob");
    bob.at(broker).ssh("bob-small", "true").good();
  }

  /** Somebody whose session is awake, in this pod. */
  private record Awake(Person person, String pod) {
    static Awake in(House house) throws Exception {
      var person = house.user("user" + LAST.incrementAndGet());
      person.at(broker).ssh(person.name() + "-small", "true").good();
      return new Awake(person, house.podsOf(person.name(), "small").getFirst());
    }

    /** What the session says of its owner, by that one broker. */
    String owner() throws InterruptedException {
      try (var run = person.at(broker).start(person.name() + "-small", "echo $DORMOUSE_OWNER")) {
        return run.ended(AT_ONCE).good();
      }
    }

    void touch(House house, String with) {
      house
          .pods(person.name())
          .merge(pod, "{metadata: {annotations: {touched: '" + with + "'}}}")
          .object();
    }
  }

  /** From now on the broker is told that this pod has bob's address. */
  private static void toldAtBobs(House house, Awake one) throws Exception {
    var address =
        house
            .pods("bob")
            .get(house.podsOf("bob", "small").getFirst())
            .object()
            .at("/status/podIP")
            .asText();
    var told = new CountDownLatch(1);
    house
        .proxy()
        .alter(
            PODS,
            one.pod(),
            pod -> {
              pod.getJsonObject("status", new JsonObject()).put("podIP", address);
              told.countDown();
              return pod;
            });
    one.touch(house, "once");
    assertThat(told.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Thread.sleep(500);
  }

  @Test
  void whoseAddressIsAnothersNowIsFoundByAFreshRead(House house) throws Exception {
    var alice = Awake.in(house);
    toldAtBobs(house, alice);
    var late = house.proxy().starve(PODS);
    alice.touch(house, "twice");

    assertThat(alice.owner()).isEqualTo(alice.person().name() + "\n");
    late.release();
    assertThat(house.podsOf(alice.person().name(), "small")).containsExactly(alice.pod());
  }

  @Test
  void whosePodIsGoneAndIsToldOfAgainGetsAnother(House house) throws Exception {
    var alice = Awake.in(house);
    house.proxy().echo(PODS, alice.pod());
    toldAtBobs(house, alice);
    house.pods(alice.person().name()).delete(alice.pod(), "{gracePeriodSeconds: 1}");
    house.pods(alice.person().name()).awaitGone(alice.pod(), SOON);
    Thread.sleep(500);

    assertThat(alice.owner()).isEqualTo(alice.person().name() + "\n");
    assertThat(house.podsOf(alice.person().name(), "small")).hasSize(1).doesNotContain(alice.pod());
  }

  @Test
  void whosePodIsGoneWhileItsWatchIsLateGetsAnother(House house) throws Exception {
    var alice = Awake.in(house);
    var late = house.proxy().starve(PODS);
    house.pods(alice.person().name()).delete(alice.pod(), "{gracePeriodSeconds: 1}");
    house.pods(alice.person().name()).awaitGone(alice.pod(), SOON);
    try (var run = alice.person().at(broker).start(alice.person().name() + "-small", "echo in")) {
      run.hear("that it wakes", line -> line.contains("waking"));
      late.release();
      assertThat(run.ended(SOON).good()).isEqualTo("in\n");
    } finally {
      late.release();
    }
    assertThat(house.podsOf(alice.person().name(), "small")).doesNotContain(alice.pod());
  }
}
