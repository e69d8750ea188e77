package dev.dormouse.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Phase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each verb decides, says and changes. */
class VerbsTest {
  private static final Instant SIX = Instant.parse("2026-11-21T18:00:00Z");
  private static final Instant HALF_PAST_NINE = Instant.parse("2026-11-21T21:30:00Z");
  private Desks desk = new Desks();

  @BeforeEach
  void furnish() throws Exception {
    desk =
        new Desks()
            .template("debian", "")
            .template("small", ", \"lifecycle\": {\"keepAtMost\": \"8h\"}")
            .template("shared", ", \"home\": {\"scope\": \"user\"}")
            .template("bare", ", \"home\": {\"scope\": \"none\"}")
            .template("guest", ", \"lifecycle\": {\"kind\": \"ephemeral\"}")
            .template("brief", ", \"lifecycle\": {\"maxRun\": \"2h\"}")
            .has(Desks.asleep("small", it -> it.template = "small"), Desks.awake("work"));
  }

  @Test
  @Tag("D5")
  void keepLengthens() throws Exception {
    assertDone("keep work 4h", "work is kept awake until 21:30 UTC");
    assertThat(desk.changes).containsExactly(new Change.KeepUntil(HALF_PAST_NINE));
  }

  @Test
  @Tag("D5")
  void keepShortensNothing() throws Exception {
    desk.has(Desks.awake("work", it -> it.keptUntil = HALF_PAST_NINE));

    assertDone(
        "keep work 30m",
        "work is kept until 21:30 UTC already; to end that: ssh alice@host keep work off");
    assertThat(desk.changes).isEmpty();
  }

  @Test
  @Tag("D5")
  void keepOffClears() throws Exception {
    assertDone("keep work off", "work isn't kept awake");
    assertThat(desk.changes).isEmpty();
    desk.has(Desks.awake("work", it -> it.keptUntil = SIX));

    assertDone("keep work off", "work is kept no more: it falls asleep when nobody needs it");
    assertThat(desk.changes).containsExactly(new Change.KeepNoMore());
  }

  @Test
  @Tag("D5")
  void keepHasABound() throws Exception {
    desk.has(Desks.awake("small", it -> it.template = "small"));

    assertNo(
        "keep small 9h",
        2,
        "small can be kept for 8 hours at the most",
        "like this: ssh alice@host keep small 8h");
    assertThat(desk.ask("keep small 8h").exit()).isZero();
  }

  @Test
  @Tag("D5")
  void keepOutlastsMaxRun() throws Exception {
    desk.has(Desks.awake("work", it -> it.template = "brief"));

    assertDone("keep work 4h", "work is kept awake until 21:30 UTC");
  }

  @Test
  @Tag("D5")
  void whatSleepsCantBeKeptAwake() throws Exception {
    assertNo(
        "keep small 1h",
        1,
        "small is asleep: only what is awake can be kept so",
        "wake it first: ssh alice@host start small");
  }

  @ParameterizedTest
  @Tag("D7")
  @CsvSource(
      delimiter = '|',
      value = {
        "debian | 0 | work falls asleep; its files in /home/dev stay",
        "debian | 1 | work falls asleep, and the connection to it ends; its files in /home/dev stay",
        "shared | 2 | work falls asleep, and the 2 connections to it end; your files in /home/dev stay",
        "bare   | 0 | work falls asleep; its template keeps no files",
        "gone   | 0 | work falls asleep; its home stays",
        "brief  | 0 | work falls asleep; its files in /home/dev stay",
        "guest  | 0 | work falls asleep; its template has it removed then, and its files in /home/dev go with it",
      })
  void stopSaysWhatHappens(String template, int open, String sentence) throws Exception {
    desk.has(
        Desks.awake(
            "work",
            it -> {
              it.template = template;
              it.open = open;
            }));

    assertDone("stop work", sentence);
    assertThat(desk.changes).containsExactly(new Change.Sleep());
  }

  @Test
  @Tag("D7")
  void stopOfWhatIsStoppedIsDone() throws Exception {
    desk.has(
        Desks.one("train", Phase.FAILED, false, _ -> {}),
        Desks.one("work", Phase.AWAKE, false, _ -> {}));

    assertDone("stop small", "small is asleep already");
    assertDone("stop train", "train doesn't run: its last start failed");
    assertDone("stop work", "work is falling asleep already");
    assertThat(desk.changes).isEmpty();
  }

  @Test
  @Tag("D7")
  void theLatestWins() throws Exception {
    desk.overtaken(3);

    assertThat(desk.ask("stop work").exit()).isZero();
    assertThat(desk.changes).containsExactly(new Change.Sleep());
    desk.overtaken(1000);
    assertNo("stop work", 1, "somebody else always changes work just now", "try again");
  }

  @Test
  @Tag("D7")
  void aClusterThatIsAwayIsNoMistakeOfTheirs() throws Exception {
    desk.away();

    assertNo(
        "stop work",
        1,
        "nothing can be changed now, since the cluster doesn't answer: connection refused"
            + " (DM-OUTAGE)",
        "try again in a minute");
    assertThat(desk.ask("why work").exit()).isZero();
  }

  @Test
  @Tag("D7")
  void startWakes() throws Exception {
    assertDone("start small", "small is waking; go in when you like: ssh alice-small@host");
    assertDone("start bare", "bare is waking; go in when you like: ssh alice-bare@host");
    assertThat(desk.orders).containsExactly("small", "bare");
    desk.orders(new WakeUpCall.Ordered.Awake());
    assertDone("start work", "work is awake already");
    desk.has(Desks.one("small", Phase.WAKING, true, _ -> {}))
        .orders(new WakeUpCall.Ordered.Waking());
    assertDone("start small", "small is waking already");
  }

  @Test
  @Tag("D7")
  void startAnewForgetsWhatIsLostBeforeItWakes() throws Exception {
    desk.overtaken(2);
    assertDone("start small --anew", "small is waking; go in when you like: ssh alice-small@host");
    assertDone("start work", "work is waking; go in when you like: ssh alice-work@host");
    assertThat(desk.renewed).containsExactly("small");
    assertThat(desk.orders).containsExactly("small", "work");
  }

  @Test
  @Tag("D7")
  void startIsRefusedAsALoginIs() throws Exception {
    desk.orders(Desks.limit());

    assertNo("start small", 1, "you already have 1 of 1 sessions awake: work (DM-LIMIT)", "use it");
  }

  @ParameterizedTest
  @Tag("D7")
  @CsvSource(
      delimiter = '|',
      value = {
        "rm small             | small  | false | small is removed; its files in /home/dev stay, and a session of the same name finds them again: ssh alice-small@host",
        "rm small --with-home | small  | true  | small is removed; its files in /home/dev are deleted with it",
        "rm small             | shared | false | small is removed; the files in /home/dev are those of all your sessions, and stay",
        "rm small --with-home | shared | false | small is removed; the files in /home/dev are those of all your sessions, and stay",
        "rm small --with-home | bare   | false | small is removed; it kept no files",
        "rm small             | gone   | false | small is removed; its files stay, and a session of the same name finds them again: ssh alice-small@host",
      })
  void rmSaysWhatBecomesOfTheFiles(
      String command, String template, boolean withHome, String sentence) throws Exception {
    desk.has(Desks.asleep("small", it -> it.template = template));

    assertDone(command, sentence);
    assertThat(desk.changes).containsExactly(new Change.Remove(withHome));
  }

  @Test
  @Tag("D7")
  void rmAsksTwiceForWhatIsInUse() throws Exception {
    desk.has(Desks.awake("work", it -> it.open = 2));

    assertNo(
        "rm work --with-home",
        2,
        "work is awake, and 2 connections are open",
        "remove it all the same: ssh alice@host rm work --with-home --force");
    assertThat(desk.changes).isEmpty();
    assertDone(
        "rm work --with-home --force",
        "work is removed; its files in /home/dev are still in use, and are deleted as soon as it"
            + " has ended");
    assertThat(desk.changes).containsExactly(new Change.Remove(true));
  }

  @Test
  @Tag("D7")
  void rmForgetsNoHomeThatMayBeShared() throws Exception {
    desk.has(Desks.asleep("small", it -> it.template = "gone"));

    assertNo(
        "rm small --with-home",
        1,
        "whose the home of small is can't be told: its template \"gone\" is gone (DM-TEMPLATE)",
        "ask your administrator, or keep the home: ssh alice@host rm small");
    assertThat(desk.changes).isEmpty();
  }

  @Test
  @Tag("D7")
  void rmOfWhatIsGoingIsDone() throws Exception {
    desk.has(Desks.asleep("small").leaving());

    assertDone("rm small", "small is being removed already");
    assertThat(desk.changes).isEmpty();
  }

  @Test
  @Tag("D7")
  void aScriptIsToldWhatWasDone() throws Exception {
    for (String command :
        List.of("keep work 4h", "stop work", "start work", "rm small", "why work")) {
      var said = desk.ask(command + " --json");
      assertThat(said.exit()).as(command).isZero();
      assertThat(said.json().fieldNames())
          .toIterable()
          .contains("session", "state", "sleepsAt", "why", "done");
    }
    var json = desk.ask("stop work --json").json();
    assertThat(json.path("done").asText()).isEqualTo("stopped");
    assertThat(json.path("state").asText()).isEqualTo("falling asleep");
    assertThat(desk.ask("keep work 4h --json").json().path("keptUntil").asText())
        .isEqualTo(HALF_PAST_NINE.toString());
    assertThat(desk.ask("stop small --json").json().path("done").asText()).isEqualTo("nothing");
    assertThat(desk.ask("stop smal --json").out()).isEmpty();
  }

  private void assertDone(String command, String sentence) throws Exception {
    assertThat(desk.ask(command)).isEqualTo(new Desks.Said(0, sentence + "\n", ""));
  }

  private void assertNo(String command, int exit, String headline, String next) throws Exception {
    assertThat(desk.ask(command))
        .isEqualTo(
            new Desks.Said(exit, "", "dormouse: %s\n          %s\n".formatted(headline, next)));
  }
}
