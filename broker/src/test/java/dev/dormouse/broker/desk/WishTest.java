package dev.dormouse.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {
  private static Wish read(String words) {
    return Wish.read("alice", "small", words);
  }

  @ParameterizedTest
  @CsvSource({
    "keep 4h, keep small 4h",
    "keep --json 4h, keep small --json 4h",
    "keep   off , keep small off",
    "why, why small",
    "why --json, why small --json",
    "stop, stop small",
    "stop work, stop small work"
  })
  void itIsOfThisSession(String words, String command) {
    assertThat(read(words)).isInstanceOf(Wish.Command.class);
    assertThat(((Wish.Command) read(words)).line().strip()).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep|dormouse: keep needs to know for how long to keep small awake~          like this: dormouse keep 4h~",
        "keep forever|dormouse: \"forever\" is no span of time: hours, minutes, seconds, like 4h, 90m or 1h30m~          like this: dormouse keep 4h~",
        "keep work 4h|dormouse: keep doesn't know what to do with \"4h\"~          like this: dormouse keep 4h~",
        "rm|dormouse: rm can't be asked for from inside~          from your own machine: ssh alice@host rm~",
        "kep 4h|dormouse: there is no \"kep\" here~          did you mean: dormouse keep~",
        "xyzzy|dormouse: there is no \"xyzzy\" here~          what there is: dormouse help~"
      })
  void whatCantBeIsASentence(String words, String sentence) {
    assertThat(read(words))
        .isEqualTo(new Wish.Known(new Reply(No.BAD_INPUT, sentence.replace('~', '\n'))));
  }

  @ParameterizedTest
  @CsvSource({"help", "--help", "''"})
  void helpSaysWhatThereIs(String words) {
    assertThat(read(words))
        .isInstanceOfSatisfying(
            Wish.Known.class,
            known -> {
              assertThat(known.answer().exit()).isZero();
              assertThat(known.answer().text()).contains("dormouse keep 4h", "keep small awake");
            });
  }

  @Test
  void nothingInItReachesATerminal() {
    assertThat(((Wish.Known) read("\u001b[2J")).answer().text()).doesNotContain("\u001b");
  }
}
