package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sleep that is announced, and use that is written down. */
@InAHouse
final class WarningIT {
  /** A warning comes half a minute ahead. */
  private static final String TWO_MINUTES =
      "{lifecycle: {idleAfter: 2m}, idle: {trafficBelow: 20k}}";

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", TWO_MINUTES);
    house.template("work", TWO_MINUTES);
  }

  /** As the reaper does, which isn't here. */
  private static void sleepsAt(House house, Person person, String session, Instant at) {
    house
        .sessions(person.name())
        .merge(
            session + "/status",
            "{status: {sleepsAt: '%s', why: nothing has happened here since 17:35 UTC}}"
                .formatted(at))
        .object();
  }

  @Test
  @Tag("D5")
  void openTerminalsAreWarnedAndNothingElse(House house) throws Exception {
    var alice = house.user("alice");
    alice.awake("small");
    alice.awake("work");
    try (var shell = alice.ssh().startOpen("alice-small", "-tt");
        var command = alice.ssh().startOpen("alice-small", "-tt", "echo up; cat");
        var stream = alice.ssh().startOpen("alice-small", "echo up; cat");
        var elsewhere = alice.ssh().startOpen("alice-work", "-tt")) {
      say(shell, "echo re''ady\n");
      shell.see("ready");
      command.see("up");
      stream.see("up");
      say(elsewhere, "echo re''ady\n");
      elsewhere.see("ready");

      // What was typed has been use, and is written down once.
      Eventually.holds("typing is use", () -> !lastActive(house, "alice").isEmpty());
      Thread.sleep(3000);
      var before = lastActive(house, "alice");
      sleepsAt(house, alice, "small", Instant.now().plusSeconds(25));

      var line =
          "nothing has happened here since 17:35 UTC. type anything, or: ssh alice@host keep";
      assertThat(shell.see(line)).contains("\r\ndormouse: small goes to sleep in ");
      command.see(line);
      // Whoever else would be told would be by now; and it is told once.
      Thread.sleep(3000);
      assertThat(shell.printed()).containsOnlyOnce("goes to sleep");
      assertThat(stream.printed()).isEqualTo("up\n");
      assertThat(stream.said()).isEmpty();
      assertThat(elsewhere.printed()).doesNotContain("goes to sleep");
      assertThat(lastActive(house, "alice")).as("a warning is no use").isEqualTo(before);

      say(shell, "exit 7\n");
      assertThat(shell.ended().exit()).isEqualTo(7);
    }
  }

  @Test
  @Tag("D2")
  void whatMovesIsWrittenDownAndKeepalivesAreNot(House house) throws Exception {
    var bob = house.user("bob");
    bob.awake("small");
    var ssh = bob.ssh().with("ServerAliveInterval 1");
    try (var open = ssh.startOpen("bob-small", "cat >/dev/null")) {
      Thread.sleep(5000);
      var before = lastActive(house, "bob");
      Thread.sleep(5000);
      assertThat(lastActive(house, "bob")).isEqualTo(before);

      say(open, "x".repeat(30_000));

      Eventually.holds("it is written down", () -> !lastActive(house, "bob").equals(before));
    }
  }

  /** However little a template calls little: here a key against twenty kilobytes. */
  @Test
  @Tag("D2")
  void aKeyThatIsTypedIsUse(House house) throws Exception {
    var dora = house.user("dora");
    try (var shell = dora.ssh().startOpen("dora-small", "-tt", "echo up; cat >/dev/null")) {
      shell.see("up");
      Thread.sleep(12_000);
      var before = lastActive(house, "dora");

      say(shell, "x");

      Eventually.holds("it is written down", () -> !lastActive(house, "dora").equals(before));
    }
  }

  @Test
  @Tag("D9")
  void anAttachmentThatSomebodyTookAwayIsWrittenAgain(House house) throws Exception {
    var carl = house.user("carl");
    try (var open = carl.ssh().startOpen("carl-small", "echo up; cat")) {
      open.see("up");
      var broker = house.broker().id();
      house
          .sessions("carl")
          .merge("small/status", "{status: {attachments: {'" + broker + "': null}}}")
          .object();

      Eventually.holds(
          "it says so again",
          () ->
              house
                      .session("carl", "small")
                      .at("/status/attachments")
                      .path(broker)
                      .path("open")
                      .asInt()
                  == 1);
    }
  }

  private static String lastActive(House house, String user) {
    return house
        .session(user, "small")
        .at("/status/attachments")
        .path(house.broker().id())
        .path("lastActive")
        .asText();
  }

  private static void say(Run run, String text) throws IOException {
    run.in().write(text.getBytes(StandardCharsets.UTF_8));
    run.in().flush();
  }
}
