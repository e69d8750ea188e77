package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.proxy.Fault;
import dev.dormouse.e2e.proxy.FaultProxy;
import dev.dormouse.e2e.proxy.Matching;
import dev.dormouse.e2e.proxy.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API server in trouble, at each step of a wake: a session or a sentence, and never a hang. */
@InAHouse
final class FaultsIT {
  /** The template's startWithin, and what a refusal may take besides. */
  private static final Duration DEADLINE = Duration.ofSeconds(20 + 15);

  private static BrokerProcess broker;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {startWithin: 20s}}");
    broker = house.brokerBehindProxy("broker-a");
  }

  /** What goes wrong. */
  enum Trouble {
    CONFLICT,
    TOO_MANY,
    BROKEN,
    UNAVAILABLE,
    CUT,
    ANSWER_LOST,
    LATE;

    void with(FaultProxy proxy, Matching calls) {
      var rule =
          switch (this) {
            case CONFLICT -> proxy.refuse(Fault.CONFLICT, calls);
            case TOO_MANY -> proxy.refuse(Fault.TOO_MANY_REQUESTS, calls);
            case BROKEN -> proxy.refuse(Fault.INTERNAL_ERROR, calls);
            case UNAVAILABLE -> proxy.refuse(Fault.SERVICE_UNAVAILABLE, calls);
            case CUT -> proxy.drop(calls);
            case ANSWER_LOST -> proxy.loseAnswer(calls);
            case LATE -> proxy.delay(Duration.ofSeconds(3), calls);
          };
      rule.times(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, sessions",
    "PATCH, sessions",
    "CREATE, persistentvolumeclaims",
    "CREATE, secrets",
    "PATCH, sessions/status",
    "CREATE, pods",
  })
  void oneFaultAtAStepIsAtWorstASentence(Verb verb, String kind, House house) throws Exception {
    var troubles = List.of(Trouble.values());
    Abreast.each(
        troubles.size(),
        which -> {
          var trouble = troubles.get(which);
          var step = (verb + "-" + kind).toLowerCase(Locale.ROOT).replace('/', '-');
          var person =
              house.user("u" + which + "-" + Integer.toString(step.hashCode() & 0xffffff, 36));
          trouble.with(house.proxy(), matching(verb, kind).in(house.of(person.name())));
          login(person, trouble + " at " + step);
          return trouble;
        });
  }

  @Test
  void oneFaultInLookingForAHomeIsAtWorstASentence(House house) throws Exception {
    var troubles = List.of(Trouble.values());
    Abreast.each(
        troubles.size(),
        which -> {
          var trouble = troubles.get(which);
          var person = house.user("back" + which);
          login(person, "nothing");
          slept(person);
          var claims = matching(Verb.GET, "persistentvolumeclaims").in(house.of(person.name()));
          trouble.with(house.proxy(), claims);
          login(person, trouble + " at the second start");
          return trouble;
        });
  }

  private static void slept(Person person) {
    try {
      person.asleep("small");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while it falls asleep", e);
    }
  }

  private static void login(Person person, String what) {
    try (var run = person.at(broker).start(person.name() + "-small", "echo in")) {
      var ran = run.ended(DEADLINE);
      if (ran.exit() == 0) {
        assertThat(ran.text()).as(what).isEqualTo("in\n");
      } else {
        assertThat(ran.exit()).as(what + ": " + ran).isEqualTo(255);
        assertThat(ran.err()).as(what).contains("dormouse: ").containsPattern("\\(DM-[A-Z]+\\)");
      }
      // Whatever it was, it is over: the next one gets in.
      assertThat(person.at(broker).ssh(person.name() + "-small", "echo in").good())
          .as("after " + what)
          .isEqualTo("in\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(what, e);
    }
  }

  @Test
  void anEndlessFaultIsASentenceWithinTheDeadline(House house) throws Exception {
    var person = house.user("endless");
    var rule =
        house
            .proxy()
            .refuse(
                Fault.INTERNAL_ERROR, matching(Verb.CREATE, "pods").in(house.of(person.name())));
    var begun = Instant.now();
    try (var run = person.at(broker).start("endless-small", "true")) {
      var ran = run.ended(DEADLINE.plusSeconds(20));

      assertThat(ran.exit()).isEqualTo(255);
      assertThat(ran.err()).containsPattern("\\(DM-[A-Z]+\\)");
      assertThat(Instant.now()).isBefore(begun.plus(DEADLINE));
    } finally {
      rule.lift();
    }
    assertThat(person.at(broker).ssh("endless-small", "echo in").good()).isEqualTo("in\n");
  }

  @ParameterizedTest
  @CsvSource({"sessions", "pods", "events", "sessiontemplates", "sessionusers"})
  void aWatchThatIsCutInAStartIsTakenUpAgain(String kind, House house) throws Exception {
    var person = house.user("cut-" + kind);
    var held = house.proxy().hold(matching(Verb.CREATE, "pods").in(house.of(person.name())));
    try (var run = person.at(broker).start(person.name() + "-small", "echo in")) {
      held.await(DEADLINE);
      house.proxy().cutWatches(matching(Verb.WATCH, kind));
      var _ = house.proxy().refuse(Fault.EXPIRED, matching(Verb.WATCH, kind)).times(1);
      held.release();

      assertThat(run.ended(DEADLINE).good()).isEqualTo("in\n");
    } finally {
      held.release();
    }
  }
}
