package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.SessionUserStatus;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B1")
class UserTest {
  @Test
  void aBrokenLineSpoilsThatLineOnly() {
    User alice =
        Houses.user(
            "alice",
            Keys.line(1),
            "ssh-ed25519 AAAA oops",
            "# the old laptop's",
            "pty " + Keys.line(2),
            Keys.line(3));

    assertThat(alice.fingerprints())
        .containsExactly(Keys.number(1).fingerprint(), Keys.number(3).fingerprint());
    assertThat(alice.problems())
        .containsExactly(
            "line 2 is no public key: it is cut off, or something stands behind it",
            "line 4 is no public key: its option \"pty\" would not be honoured; take it out");
    assertThat(alice.status(new SessionUserStatus(List.of("old"), List.of(), "dormouse-alice")))
        .isEqualTo(new SessionUserStatus(alice.fingerprints(), alice.problems(), "dormouse-alice"));
  }

  @Test
  void aKeyThatIsRepeatedKeepsTheDemandsOfItsFirstLine() {
    User alice = Houses.user("alice", "verify-required " + Keys.sk(1), Keys.sk(1) + " again");

    assertThat(alice.keys()).extracting(OpenKey::verified).containsExactly(true);
    assertThat(alice.problems()).containsExactly("line 2 repeats the key of line 1");
  }

  @Test
  void problemsAreShortAndHarmlessWhateverTheLinesHold() {
    String wild = "\u001b]0;evil\u0007".repeat(1000);
    User alice =
        Houses.user("alice", wild, wild + " ssh-ed25519 AAAA", wild + " " + Keys.line(1), "x");

    assertThat(alice.keys()).isEmpty();
    assertThat(alice.problems())
        .hasSize(4)
        .allSatisfy(
            problem -> {
              assertThat(problem).hasSizeLessThan(300);
              assertThat(problem.chars()).allMatch(Shown::isPlain);
            });
  }
}
