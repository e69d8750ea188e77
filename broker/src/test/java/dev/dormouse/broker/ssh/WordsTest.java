package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void nobodyElseBeginsALineOfTheLog() {
    var forged = "x\n2026-11-21T18:00:00Z INFO connection begins\33[2J" + "A".repeat(1000);
    var brief = Words.brief(forged);
    assertThat(brief).startsWith("x?2026-11-21").hasSize(300).doesNotContain("\n", "\33");
  }

  @Test
  void anErrorKeepsItsKindAndLosesWhatIsForged() {
    var plain = new IllegalStateException("usual");
    assertThat(Words.brief(plain)).isSameAs(plain);
    assertThat(Words.brief(new SshException(3, "no kex\nforged")))
        .isInstanceOfSatisfying(
            SshException.class, ssh -> assertThat(ssh.getDisconnectCode()).isEqualTo(3))
        .hasMessage("no kex?forged");
    assertThat(Words.brief(new IllegalArgumentException("a\rb")))
        .isInstanceOf(IOException.class)
        .hasMessage("IllegalArgumentException: a?b");
  }
}
