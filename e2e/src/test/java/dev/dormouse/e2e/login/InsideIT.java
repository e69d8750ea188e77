package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Run;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody in a session asks of Dormouse, without any credential. */
@InAHouse
final class InsideIT {
  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {keepAtMost: 8h}}");
    house.template("work", "{lifecycle: {keepAtMost: 8h}}");
  }

  @Test
  @Tag("D5")
  void keepInTheShellKeepsThisSession(House house) throws Exception {
    var alice = house.user("alice");
    alice.awake("work");
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      say(shell, "dormouse keep 4h; echo ex''it $?\n");

      shell.see("small is kept awake until ");
      shell.see("exit 0");
      assertThat(keptFor(house, "alice", "small"))
          .isBetween(Duration.ofHours(3), Duration.ofHours(5));
      assertThat(house.session("alice", "work").at("/spec/keepUntil").isMissingNode()).isTrue();

      say(shell, "dormouse keep 9h; echo ex''it $?\n");
      shell.see("small can be kept for 8 hours at the most");
      shell.see("exit 2");

      say(shell, "dormouse why | head -n 1; dormouse rm small\n");
      shell.see("small is awake");
      shell.see("rm can't be asked for from inside");

      say(shell, "dormouse keep off; echo ex''it $?\n");
      shell.see("small is kept no more");
      say(shell, "ls -d /tmp/dormouse.* 2>&1 | grep -c \"^/tmp/dormouse\\.\" | sed s/^/left=/\n");
      shell.see("left=0");
    }
  }

  @Test
  void aCommandWithoutATerminalAsksThroughOneThatIsOpen(House house) throws Exception {
    var bob = house.user("bob");
    bob.awake("small");

    var alone = bob.ssh().ssh("bob-small", "dormouse keep 4h");
    assertThat(alone.exit()).isEqualTo(1);
    assertThat(alone.err())
        .isEqualTo(
            """
            dormouse: nobody is logged in here by a terminal, and through one the broker is asked
                      from your own machine: ssh bob@host keep small 4h
            """);

    try (var shell = bob.ssh().startOpen("bob-small", "-tt")) {
      say(shell, "echo re''ady\n");
      shell.see("ready");
      var ran = bob.ssh().ssh("bob-small", "dormouse why --json");
      assertThat(Json.object(ran.good()).path("session").asText()).isEqualTo("small");
      assertThat(ran.err()).isEmpty();
    }
  }

  /**
   * Any file that is shown could hold the sign: it grants nothing, and is costs nobody the wish
   * that comes after it.
   */
  @Test
  void theSignAloneChangesNothing(House house) throws Exception {
    var carl = house.user("carl");
    try (var shell = carl.ssh().startOpen("carl-small", "-tt")) {
      say(shell, "echo re''ady\n");
      shell.see("ready");
      say(
          shell,
          "for i in $(seq 200); do printf '\\033]5379;dormouse;abcdefgh%03d\\007' $i; done; echo do''ne\n");
      shell.see("done");
      Thread.sleep(2000);

      say(shell, "dormouse keep 1h\n");
      shell.see("small is kept awake until ");
      assertThat(keptFor(house, "carl", "small")).isLessThan(Duration.ofHours(2));
      say(shell, "exit 7\n");
      assertThat(shell.ended().exit()).isEqualTo(7);
    }
  }

  private static Duration keptFor(House house, String user, String session) {
    var until = house.session(user, session).at("/spec/keepUntil").asText();
    return Duration.between(Instant.now(), Instant.parse(until));
  }

  private static void say(Run run, String text) throws IOException {
    run.in().write(text.getBytes(StandardCharsets.UTF_8));
    run.in().flush();
  }
}
