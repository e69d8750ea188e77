package dev.dormouse.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("D7")
class GrammarTest {
  @ParameterizedTest
  @MethodSource("read")
  void aVerbIsReadWithItsFlagsAnywhere(String command, Asked verb) {
    assertThat(Grammar.read("alice", command)).isEqualTo(verb);
  }

  static Stream<Arguments> read() {
    return Stream.of(
        Arguments.of("", new Verb.Page(false)),
        Arguments.of("  ls\t--json ", new Verb.Page(true)),
        Arguments.of("why small", new Verb.Why("small", false)),
        Arguments.of("--help", new Verb.Help()),
        Arguments.of("help me please", new Verb.Help()),
        Arguments.of("rm --help", new Verb.Help()),
        Arguments.of("keep small 4h", new Verb.Keep("small", Duration.ofHours(4), false)),
        Arguments.of(
            "keep --json small 1h30m", new Verb.Keep("small", Duration.ofMinutes(90), true)),
        Arguments.of("keep small off", new Verb.KeepNoMore("small", false)),
        Arguments.of("stop small --json", new Verb.Stop("small", true)),
        Arguments.of("start gpu-2", new Verb.Start("gpu-2", false, false)),
        Arguments.of("start gpu-2 --anew", new Verb.Start("gpu-2", true, false)),
        Arguments.of("rm small", new Verb.Remove("small", false, false, false)),
        Arguments.of(
            "rm --force small --json --with-home", new Verb.Remove("small", true, true, true)),
        Arguments.of("dance; rm -rf", new Asked.NoVerb("dance;")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop                | stop needs the name of a session | like this: ssh alice@host stop NAME",
        "stop Small          | \"Small\" can't be the name of a session | a name is lower-case letters, digits and single hyphens; yours: ssh alice@host ls",
        "why a--b            | \"a--b\" can't be the name of a session | a name is lower-case letters, digits and single hyphens; yours: ssh alice@host ls",
        "stop small work     | stop doesn't know what to do with \"work\" | like this: ssh alice@host stop NAME",
        "ls small            | ls doesn't know what to do with \"small\" | like this: ssh alice@host ls",
        "keep                | keep needs the name of a session, and for how long to keep it awake | like this: ssh alice@host keep NAME 4h",
        "keep small          | keep needs to know for how long to keep small awake | like this: ssh alice@host keep small 4h",
        "keep small 4        | \"4\" is no span of time: hours, minutes, seconds, like 4h, 90m or 1h30m | like this: ssh alice@host keep small 4h",
        "rm small --forse    | rm has no \"--forse\" | did you mean: --force",
        "rm -rf /            | rm has no \"-rf\" | it has: --with-home, --force, --json",
        "stop small --now    | stop has no \"--now\" | it has: --json",
      })
  void whatIsWrongIsSaidWithHowItIsRight(String command, String headline, String next) {
    assertThat(Grammar.read("alice", command))
        .isEqualTo(new Asked.Misread(No.badInput(headline, next)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-4h", "0h", "4", "h", "1.5h", "4h30", "99999999h", "P1D", "4H", "\u0664h"})
  void whatIsNoSpanIsRefused(String span) {
    assertThat(Grammar.read("alice", "keep small " + span)).isInstanceOf(Asked.Misread.class);
  }

  @Test
  void noByteThatDoesSomethingComesBack() {
    for (String verb : Grammar.VERBS) {
      var asked = Grammar.read("alice", verb + " \u001b[31m\u0007sm\u200ball --\u009b2J 4\u202eh");
      if (asked instanceof Asked.Misread(var why)) {
        assertThat(why.toString()).matches("[ -~]*");
      }
    }
  }

  @Test
  void aLineWithoutEndIsReadAllTheSame() {
    assertThat(Grammar.read("alice", "stop " + "x".repeat(100_000)))
        .isInstanceOfSatisfying(
            Asked.Misread.class, it -> assertThat(it.why().headline()).hasSizeLessThan(200));
    assertThat(Grammar.read("alice", "stop a" + " b".repeat(100_000)))
        .isInstanceOfSatisfying(
            Asked.Misread.class, it -> assertThat(it.why().headline()).hasSizeLessThan(200));
  }
}
