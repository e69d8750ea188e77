package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.house.TouchAgent;
import dev.dormouse.e2e.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose key opens, and when: of each kind, by itself or by a certificate. */
@InAHouse
@Tag("B1")
final class KeysIT {
  private static Person alice;
  private static Person bob;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    alice = house.user("alice");
    bob = house.user("bob");
    alice.awake("small");
  }

  @ParameterizedTest
  @CsvSource({"rsa, -b, 3072", "ecdsa, -b, 256", "ecdsa, -b, 521", "ed25519, -a, 4"})
  void aKeyOfEachKindOpensBesideTheOthers(String type, String option, String value, House house)
      throws Exception {
    var key = KeyFile.of(house.folder(), type + value, "-t", type, option, value);
    keys(house, alice, alice.key().line(), key.line());

    opensSoon(() -> alice.ssh().with(key).ssh("alice-small", "true"));
    assertThat(alice.ssh().ssh("alice-small", "true").exit()).isZero();
  }

  @Test
  void aChangeCountsWithinTwoSeconds(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "next");
    var ssh = alice.ssh().with(key);
    assertRefused(ssh.ssh("alice-small", "true"));

    keys(house, alice, alice.key().line(), key.line());
    Thread.sleep(2000);
    assertThat(ssh.ssh("alice-small", "echo in").good()).isEqualTo("in\n");

    keys(house, alice, alice.key().line());
    Thread.sleep(2000);
    assertRefused(ssh.ssh("alice-small", "true"));
  }

  @Test
  void aKeyThatOpensNothingIsALineInTheLogWhateverTheClientAsksNext(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "stranger");
    var line =
        "from=/127\\.0\\.0\\.1:\\d+ code=DM-DENIED offered=%s no key opens\n"
            .formatted(Pattern.quote(key.fingerprint()));

    assertRefused(alice.ssh().with(key).ssh("alice-denied", "true"));
    var silent = alice.ssh().with(key).with("KbdInteractiveAuthentication no");
    assertThat(silent.ssh("nobody", "true").exit()).isEqualTo(255);
    Eventually.holds(
        "both are told",
        () ->
            count("login=alice-denied " + line, house.broker().log()) == 1
                && count("login=nobody " + line, house.broker().log()) == 1);

    assertThat(alice.ssh().ssh("alice-small", "echo in").good()).isEqualTo("in\n");
    assertThat(house.broker().log()).doesNotContain("offered=" + alice.key().fingerprint());
  }

  private static long count(String pattern, String log) {
    return Pattern.compile(pattern).matcher(log).results().count();
  }

  @Test
  void oneBrokenLineSpoilsItselfAloneAndIsTold(House house) throws Exception {
    var carl = house.user("carl");
    keys(house, carl, "ssh-ed25519 AAAAbroken carl@laptop", carl.key().line(), "nonsense");

    opensSoon(() -> carl.ssh().ssh("carl", "ls"));
    Eventually.holds(
        "the status tells",
        () -> house.ours("SessionUser").get("carl").body().at("/status/problems").size() == 2);
    var status = house.ours("SessionUser").get("carl").object().path("status");
    assertThat(status.at("/fingerprints")).hasSize(1);
    assertThat(status.at("/fingerprints/0").asText()).isEqualTo(carl.key().fingerprint());
  }

  @ParameterizedTest
  @CsvSource({
    "'',                  1, true",
    "'',                  0, false",
    "no-touch-required,   0, true",
    "verify-required,     1, false",
    "verify-required,     5, true",
  })
  void aSecurityKeyMustBeTouchedUnlessItsLineSaysOtherwise(
      String option, int flags, boolean opens, House house) throws Exception {
    try (var agent = TouchAgent.signing(flags)) {
      keys(house, bob, (option + " " + agent.line() + " bob@key").strip());
      Thread.sleep(2000);

      var ran = agent.of(bob.ssh()).ssh("bob", "ls");

      assertThat(ran.exit()).as(ran.toString()).isEqualTo(opens ? 0 : 255);
    }
  }

  // --- certificates
  // -------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "names them                  | -n alice                                   | true",
        "names them among others     | -n bob,alice                               | true",
        "names somebody else         | -n bob                                     | false",
        "names nobody                | ''                                         | false",
        "is over                     | -n alice -V -10m:-5m                       | false",
        "is to come                  | -n alice -V +5m:+10m                       | false",
        "is for this hour            | -n alice -V -5m:+1h                        | true",
        "is for this address         | -n alice -O source-address=127.0.0.0/8     | true",
        "is for another address      | -n alice -O source-address=10.1.0.0/16     | false",
        "demands what nobody knows   | -n alice -O critical:riddle@example=sphinx | false",
        "is a host's                 | -n alice -h                                | false",
      })
  void aTrustedCertificateOpensAsFarAsItSays(
      String which, String options, boolean opens, House house) throws Exception {
    var key = certified(house.trustedCa(), options, house);

    var ran = alice.ssh().with(key).ssh("alice-small", "echo in");

    assertThat(ran.exit()).as(which + ": " + ran).isEqualTo(opens ? 0 : 255);
  }

  @Test
  void anotherAuthoritysCertificateDoesNot(House house) throws Exception {
    var stranger = KeyFile.ed25519(house.folder(), "stranger-ca");

    assertRefused(
        alice.ssh().with(certified(stranger, "-n alice", house)).ssh("alice-small", "true"));
    // Nor the broker's own, which opens pods.
    assertRefused(
        alice.ssh().with(certified(house.userCa(), "-n alice", house)).ssh("alice-small", "true"));
  }

  @Test
  void aCertificateForOneCommandIsForThatOne(House house) throws Exception {
    var key = certified(house.trustedCa(), "-n alice -O force-command=id&&echo&&true", house);
    var forced = alice.ssh().with(key).ssh("alice-small", "echo free");

    assertThat(forced.good()).startsWith("uid=").doesNotContain("free");
  }

  @Test
  void aCertificateWithoutForwardingForwardsNothing(House house) throws Exception {
    var key = certified(house.trustedCa(), "-n alice -O no-port-forwarding", house);
    var ran =
        alice
            .ssh()
            .with(key)
            .ssh("alice-small", "-R127.0.0.1:" + Ends.port() + ":127.0.0.1:1", "echo in");

    assertThat(ran.text()).isEqualTo("in\n");
    assertThat(ran.err()).contains("remote port forwarding failed");
  }

  @Test
  void aCertificateWithoutTerminalGetsNone(House house) throws Exception {
    var key = certified(house.trustedCa(), "-n alice -O no-pty", house);

    var ran = alice.ssh().with(key).ssh("alice-small", "-tt", "tty");

    assertThat(ran.err()).contains("PTY allocation request failed");
  }

  private static KeyFile certified(KeyFile authority, String options, House house) {
    var key = KeyFile.ed25519(house.folder(), "certified-" + System.nanoTime());
    return authority.certify(key, options.isEmpty() ? new String[0] : options.split(" ", 0));
  }

  private static void keys(House house, Person person, String... lines) {
    var patch = Json.object("{spec: {}}");
    var keys = patch.withObject("/spec").putArray("publicKeys");
    List.of(lines).forEach(keys::add);
    house.ours("SessionUser").merge(person.name(), patch.toString()).object();
  }

  /** A login. */
  private interface Try {
    Ran login() throws InterruptedException;
  }

  private static void opensSoon(Try what) throws InterruptedException {
    var changed = Instant.now();
    var ran = what.login();
    while (ran.exit() != 0 && changed.plusSeconds(5).isAfter(Instant.now())) {
      ran = what.login();
    }
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  private static void assertRefused(Ran ran) {
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(255);
    assertThat(ran.err()).contains("(DM-DENIED)");
  }
}
