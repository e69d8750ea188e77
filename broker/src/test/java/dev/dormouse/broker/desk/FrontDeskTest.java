package dev.dormouse.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.crds.Phase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A2")
class FrontDeskTest {
  private Desks desk = new Desks();

  @BeforeEach
  void furnish() throws Exception {
    desk =
        new Desks()
            .template("debian", ", \"description\": \"a plain one\"")
            .template("gpu", "")
            .has(
                Desks.one(
                    "train",
                    Phase.FAILED,
                    false,
                    it -> it.message = "train can't start: the image has no home (DM-IMAGE)"),
                Desks.asleep("small", it -> it.since = at("2026-11-20T22:10:00Z")),
                Desks.awake(
                    "work",
                    it -> {
                      it.template = "gpu";
                      it.sleepsAt = at("2026-11-21T17:55:00Z");
                      it.idleSince = at("2026-11-21T17:25:00Z");
                      it.since = at("2026-11-21T09:00:00Z");
                      it.countedTo = it.since;
                      it.why = "nobody has been connected since 17:25 UTC";
                      it.used = 3600;
                      it.saved = 100_000;
                      it.notes = List.of("this cluster doesn't tell how much cpu is used");
                    }),
                new Owned("bob", "bobs", "gpu", Phase.AWAKE, true, ""));
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void theBareNameSaysWhatYouHaveAndWhatYouMayHave() throws Exception {
    var said = desk.ask("");

    assertThat(said.exit()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .isEqualTo(
            """
            alice, 3 sessions

              small  asleep since yesterday      debian, 2 cpu  ssh alice-small@host
              train  failed                      debian, 2 cpu  ssh alice-train@host
                     (train can't start: the image has no home (DM-IMAGE))
              work   awake, sleeps at 17:55 UTC  gpu, 2 cpu     ssh alice-work@host
                     (idle since 17:25 UTC; keep it: ssh alice@host keep work 4h)

            new from a template:

              debian  a plain one  ssh alice-debian@host
              gpu                  ssh alice-gpu@host
            """);
  }

  @Test
  void aSessionInUseSaysByHowMany() throws Exception {
    desk.has(
        Desks.awake("work", it -> it.open = 2),
        Desks.awake("small", it -> it.keptUntil = at("2026-11-22T01:00:00Z")));

    assertThat(desk.ask("").out())
        .contains(
            "  work   awake, in use by 2 connections ",
            "  small  awake, kept until 2026-11-22 01:00 UTC ");
  }

  @Test
  void aTerminalGetsItsCarriageReturns() throws Exception {
    assertThat(desk.ask("", true).out()).isEqualTo(desk.ask("").out().replace("\n", "\r\n"));
  }

  @Test
  void aScriptGetsTheSameAsJson() throws Exception {
    var said = desk.ask(" ls  --json ");

    assertThat(said.exit()).isZero();
    var json = said.json();
    assertThat(json.at("/user").asText()).isEqualTo("alice");
    assertThat(json.at("/sessions/0/name").asText()).isEqualTo("small");
    assertThat(json.at("/sessions/0/state").asText()).isEqualTo("asleep");
    assertThat(json.at("/sessions/0/sleepsAt").isNull()).isTrue();
    assertThat(json.at("/sessions/0/login").asText()).isEqualTo("alice-small");
    assertThat(json.at("/sessions/1/message").asText()).contains("the image has no home");
    assertThat(json.at("/sessions/2/sleepsAt").asText()).isEqualTo("2026-11-21T17:55:00Z");
    assertThat(json.at("/templates/1/name").asText()).isEqualTo("gpu");
  }

  @Test
  void whyTellsAllThatIsKnown() throws Exception {
    assertThat(desk.ask("why work").out())
        .isEqualTo(
            """
            work is awake since 09:00 UTC

              why        nobody has been connected since 17:25 UTC
              sleeps     at 17:55 UTC, in 25 minutes
              connected  nobody
              idle       since 17:25 UTC
              made from  gpu, 2 cpu
              cost       ran for 9 hours 30 minutes in all, slept for 1 day 3 hours instead
              note       this cluster doesn't tell how much cpu is used

            keep it awake: ssh alice@host keep work 4h
            """);
    assertThat(desk.ask("why train").out())
        .isEqualTo(
            """
            train is failed

              failure    train can't start: the image has no home (DM-IMAGE)
              connected  nobody
              made from  debian, 2 cpu

            try again: ssh alice-train@host
            """);
    var json = desk.ask("why work --json").json();
    assertThat(json.path("session").asText()).isEqualTo("work");
    assertThat(json.path("done").asText()).isEqualTo("nothing");
    assertThat(json.path("podSecondsUsed").asLong()).isEqualTo(3600 + 8 * 3600 + 1800);
  }

  @Test
  void whatNobodyKnowsIsSaidOnStderrWithWhatIsKnown() throws Exception {
    var said = desk.ask("dance; rm -rf \u001b[31m");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("dormouse: ").contains("ls --json").doesNotContain("\u001b");
    assertThat(desk.ask("stpo small").err())
        .startsWith(
            "dormouse: there is no \"stpo\" here\n          did you mean: ssh alice@host stop\n");
    assertThat(desk.ask("small").err()).contains("into your session small: ssh alice-small@host\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"why smal", "keep smal 1h", "stop smal", "rm smal"})
  void aNameThatIsNearlyRightIsSuggested(String command) throws Exception {
    var said = desk.ask(command);

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo(
            """
            dormouse: no session of yours is called "smal" (DM-UNKNOWN)
                      yours: small, train, work
                      did you mean: ssh alice@host %s small
            """
                .formatted(command.substring(0, command.indexOf(' '))));
    assertThat(desk.changes).isEmpty();
  }

  @Test
  void somebodyElsesSessionsAreNobodysBusiness() throws Exception {
    assertThat(desk.ask("ls --json").out()).doesNotContain("bobs");
    for (String command : List.of("why bobs", "keep bobs 1h", "stop bobs", "rm bobs --force")) {
      assertThat(desk.ask(command).exit()).isEqualTo(2);
    }
    assertThat(desk.changes).isEmpty();
  }

  @Test
  void aMessageOfAnybodyDoesNothingToATerminal() throws Exception {
    desk.has(
        Desks.one(
            "train", Phase.FAILED, true, it -> it.message = "\u001b]0;x\u0007 \u009b2J \u202e"));

    assertThat(desk.ask("").out()).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
    assertThat(desk.ask("why train").out()).doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(desk.ask("why train --json").out()).matches("[\n -~]*");
  }

  @Test
  void nothingOfItWakesAnything() throws Exception {
    for (String command : List.of("", "ls", "help", "why small", "keep small 1h", "stop small")) {
      var _ = desk.ask(command);
    }
    assertThat(desk.orders).isEmpty();
    assertThat(desk.changes).isEmpty();
  }
}
