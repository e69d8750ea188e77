package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several connections of one person, and connections that were given up. */
@InAHouse
final class SharingIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    alice = house.user("alice");
  }

  @Test
  @Tag("A4")
  void twoLoginsAreOnePod(House house) throws Exception {
    alice.asleep("small");
    var ssh = alice.ssh();

    var hosts =
        Abreast.each(
            6, _ -> uncheckedly(() -> ssh.ssh("alice-small", "echo $SSH_CONNECTION; sleep 2")));

    assertThat(hosts).allSatisfy(ran -> assertThat(ran.exit()).as(ran.toString()).isZero());
    assertThat(new HashSet<>(hosts.stream().map(ran -> ran.text().split(" ", -1)[2]).toList()))
        .hasSize(1);
    assertThat(house.podsOf("alice", "small")).hasSize(1);
    assertThat(ssh.ssh("alice-small", "true").err()).isEmpty();
  }

  @Test
  @Tag("A11")
  void whoIsKilledInAColdStartLeavesNoConnectionBehind(House house) throws Exception {
    alice.asleep("small");
    var ssh = alice.ssh();
    try (var killed = ssh.start("alice-small", "true")) {
      killed.hear("a line", line -> line.startsWith("dormouse: "));
      killed.process().destroyForcibly();
    }

    assertThat(ssh.ssh("alice-small", "echo up").good()).isEqualTo("up\n");
    Eventually.holds(
        "no attachment is left",
        () ->
            house
                .session("alice", "small")
                .at("/status/attachments")
                .valueStream()
                .allMatch(one -> one.path("open").asInt() == 0));
  }

  @Test
  @Tag("A10")
  void aRunningSessionIsEnteredInSilence() throws Exception {
    alice.awake("small");

    assertThat(alice.ssh().ssh("alice-small", "true").err()).isEmpty();
  }

  @Test
  @Tag("A12")
  void theHostKeyOutlivesTheBroker(House house) throws Exception {
    var ssh = alice.ssh().with("StrictHostKeyChecking yes");
    ssh.ssh("alice-small", "true").good();
    var own = house.session("alice", "small").at("/status/hostKey").asText();

    house.broker().kill();
    house.broker().again();
    alice.asleep("small");

    assertThat(ssh.ssh("alice-small", "echo known").good()).isEqualTo("known\n");
    assertThat(own).startsWith("ssh-ed25519 ");
    assertThat(house.session("alice", "small").at("/status/hostKey").asText()).isEqualTo(own);
  }

  /** What throws. */
  private interface Throwing<T> {
    T get() throws Exception;
  }

  private static <T> T uncheckedly(Throwing<T> what) {
    try {
      return what.get();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }
}
