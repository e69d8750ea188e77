package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.Cable;
import dev.dormouse.e2e.house.House;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connection on which nobody says anything, and one whose cable was pulled. */
@InAHouse
@Tag("A13")
final class CableIT {

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    // As it is, only quicker: 15 seconds, three times, would make a test of a minute.
    house.template("quick", "{env: [{name: SSHD_OPTIONS, value: ClientAliveInterval 2}]}");
  }

  @Test
  void aDeadClientIsNoticedBehindAProxyToo(House house) throws Exception {
    var alice = house.user("alice");
    alice.awake("quick");
    try (var cable = Cable.to(house.broker().port());
        var lost =
            alice.ssh().with("Port " + cable.port()).startOpen("alice-quick", "echo up; cat")) {
      lost.see("up");
      assertThat(open(house)).isEqualTo(1);
      cable.pull();

      // About 16 seconds: four questions of sshd's, the broker's last words to whoever is silent.
      Eventually.within(Duration.ofMinutes(2), "nobody is there any more", () -> open(house) == 0);
    }
  }

  private static int open(House house) {
    return house
        .session("alice", "quick")
        .at("/status/attachments")
        .valueStream()
        .mapToInt(one -> one.path("open").asInt())
        .sum();
  }

  /** A wake without news for half a minute: a pod that no node has room for. */
  @Test
  void whoWaitsLongHearsThatSomebodyIsStillThere(House house) throws Exception {
    house.template(
        "never",
        "{podTemplate: {spec: {nodeSelector: {nobody: has-it}}}, lifecycle: {startWithin: 40s}}");
    var bob = house.user("bob");
    try (var cable = Cable.to(house.broker().port());
        var waiting = bob.ssh().with("Port " + cable.port()).start("bob-never", "true")) {
      waiting.hear("why it waits", line -> line.contains("node"));
      var since = Instant.now();
      Thread.sleep(Duration.ofSeconds(32));

      assertThat(cable.heard()).anyMatch(at -> at.isAfter(since.plusSeconds(1)));
      assertThat(waiting.isAlive()).isTrue();
    }
  }
}
