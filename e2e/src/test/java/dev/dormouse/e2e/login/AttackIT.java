package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.Attacker.Move;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Getting in as somebody else. Each attack is also made where it must succeed, on a wiring with
 * that one mistake: else it would prove nothing here.
 */
@InAHouse
@Tag("B1")
final class AttackIT {
  private static Person alice;
  private static Person mallory;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    house.template("guarded");
    alice = house.user("alice");
    mallory = house.user("mallory");
    alice.awake("small");
    mallory.awake("small");
  }

  private static Move[] attack(Fooled.By mistake) {
    KeyPair victims = Attacker.pair(alice.key());
    KeyPair own = Attacker.pair(mallory.key());
    return switch (mistake) {
      case A_QUESTION ->
          new Move[] {new Move.Offers(victims.getPublic()), new Move.OpensAChannel()};
      case THE_LAST_OFFER ->
          new Move[] {
            new Move.Offers(own.getPublic()),
            new Move.Offers(victims.getPublic()),
            new Move.Signs(own)
          };
    };
  }

  @ParameterizedTest
  @EnumSource
  void aPublicKeyIsNotEnough(Fooled.By mistake, House house) throws Exception {
    try (var fooled =
        Fooled.by(
            mistake,
            Attacker.pair(alice.key()).getPublic(),
            Attacker.pair(mallory.key()).getPublic())) {
      assertThat(Attacker.getsIn(fooled.getPort(), "alice-guarded", attack(mistake)))
          .as("on the weakened wiring")
          .isTrue();
    }

    assertThat(Attacker.getsIn(house.broker().port(), "alice-guarded", attack(mistake))).isFalse();
    assertThat(house.sessions("alice").get("guarded").code())
        .as("nothing was woken")
        .isEqualTo(404);
  }

  @Test
  void anHonestSignatureGetsIn(House house) throws Exception {
    var pair = Attacker.pair(alice.key());

    assertThat(
            Attacker.getsIn(
                house.broker().port(),
                "alice-small",
                new Move.Offers(pair.getPublic()),
                new Move.Signs(pair)))
        .isTrue();
  }

  @Test
  void aChannelIsNotOpenedBeforeTheLogin(House house) throws Exception {
    assertThat(Attacker.getsIn(house.broker().port(), "alice-guarded", new Move.OpensAChannel()))
        .isFalse();
    assertThat(house.sessions("alice").get("guarded").code()).isEqualTo(404);
  }

  /** What a stranger wrote into a certificate is nothing that the log says. */
  @Test
  void aCertificatesIdForgesNoLine(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "forger");
    var id = "x\nforged by a stranger";
    house.trustedCa().certify(key, "-n", "alice", "-V", "-2d:-1d", "-I", id);

    assertThat(alice.ssh().with(key).ssh("alice-small", "true").exit()).isEqualTo(255);

    assertThat(house.broker().log().lines()).noneMatch(line -> line.startsWith("forged"));
  }

  @Test
  void oneUsersSmallDoesNotOpenForAnothers(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "broker-like");
    var of = List.of(house.of("alice") + "/small", house.of("mallory") + "/small", "small");
    for (var principal : of) {
      house.userCa().certify(key, "-n", principal, "-V", "+10m");
      var pod = house.session("mallory", "small").at("/status/pod/ip").asText();
      var ran =
          alice
              .ssh()
              .sh(
                  """
                  exec ssh -F none -o IdentityFile=%s -o IdentitiesOnly=yes -o BatchMode=yes \
                    -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no \
                    -p 2022 %s@%s 'echo $DORMOUSE_OWNER'
                  """
                      .formatted(key.file(), house.loginUser(), pod));

      // The second is the weakened wiring: whoever signs for the wrong session opens it.
      if (principal.contains("mallory")) {
        assertThat(ran.good()).isEqualTo("mallory\n");
      } else {
        assertThat(ran.exit()).as(principal + ": " + ran).isEqualTo(255);
      }
    }
  }

  @Test
  @Tag("A12")
  void aPodWithAnotherHostKeyIsNotEntered(House house) throws Exception {
    var other = KeyFile.ed25519(house.folder(), "other-host-key");
    var bob = house.user("bob");
    bob.awake("small");
    var own = house.session("bob", "small").at("/status/hostKey").asText();
    pin(house, other.key());

    Refusals.assertRefused(bob.ssh().ssh("bob-small", "true"), "DM-HOSTKEY");

    pin(house, own);
    assertThat(bob.ssh().ssh("bob-small", "echo in").good()).isEqualTo("in\n");
  }

  private static void pin(House house, String hostKey) throws InterruptedException {
    house.sessions("bob").merge("small/status", "{status: {hostKey: '" + hostKey + "'}}").object();
    Thread.sleep(2000);
  }

  @Test
  @Tag("A2")
  void anotherUsersSessionIsReachedByNoSpelling(House house) throws Exception {
    for (var login :
        List.of(
            "alice-small",
            "alice+small",
            "ALICE-small",
            "Alice-small",
            "alice--small",
            "mallory-alice-small",
            "mallory+alice-small",
            "mallory-../alice/small",
            "alice")) {
      var ran = mallory.ssh().ssh(login, "echo $DORMOUSE_OWNER");

      assertThat(ran.exit()).as(login + ": " + ran).isEqualTo(255);
    }
    assertThat(house.sessions("mallory").list("").path("items")).hasSize(1);
  }
}
