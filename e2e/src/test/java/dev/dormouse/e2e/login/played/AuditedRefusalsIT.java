package dev.dormouse.e2e.login.played;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import dev.dormouse.e2e.login.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is told no, for whatever reason, is in the audit with that reason. */
@InAHouse
@Tag("F4")
final class AuditedRefusalsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Trail trail;
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    house.template("closed", "{access: {groups: [search]}}");
    house.template("wrong", "{flavor: enormous}");
    trail = Trail.of(house, "broker-a");
    alice = house.user("alice");
    alice.awake("small");
  }

  @AfterAll
  static void everyLineIsAsDocumented() throws IOException {
    trail.assertAsDocumented();
  }

  /** Told to the person and to the audit alike; of those after the login the end is told too. */
  private static JsonNode told(Ran ran, String login, String code) {
    Refusals.assertRefused(ran, code);
    var refusal =
        trail.await(
            "refusal",
            one ->
                one.path("login").asText().equals(login) && one.path("code").asText().equals(code));
    assertThat(ran.err()).contains(refusal.path("why").asText() + " (" + code + ")");
    assertThat(refusal.path("from").asText()).startsWith("127.0.0.1:");
    return refusal;
  }

  private static void end(JsonNode refusal) {
    var end = trail.await("end", one -> one.path("connection").equals(refusal.path("connection")));
    assertThat(end.path("cause").asText()).isEqualTo("refused");
    assertThat(end.path("code")).isEqualTo(refusal.path("code"));
    trail.await("login", one -> one.path("connection").equals(refusal.path("connection")));
  }

  @ParameterizedTest
  @CsvSource({"alice-smal, DM-UNKNOWN", "alice-closed, DM-DENIED"})
  void whatIsntTheirs(String login, String code) throws Exception {
    var refusal = told(alice.ssh().ssh(login, "true"), login, code);

    assertThat(refusal.path("key").asText()).isEqualTo(alice.key().fingerprint());
    assertThat(refusal.path("connection").asLong()).isPositive();
    assertThat(
            trail.events().stream()
                .filter(one -> one.path("connection").equals(refusal.path("connection"))))
        .as("no login, no end")
        .hasSize(1);
  }

  @Test
  void aKeyThatOpensNothing(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "stranger");

    for (var login : new String[] {"alice-denied", "nobody"}) {
      var refusal = told(alice.ssh().with(key).ssh(login, "true"), login, "DM-DENIED");
      assertThat(refusal.path("offered").get(0).asText()).isEqualTo(key.fingerprint());
      assertThat(refusal.has("connection")).isFalse();
    }
  }

  /** Somebody has alice's public key, and nothing to sign with. */
  @Test
  void aKeyThatIsOnlyShown(House house) throws Exception {
    var hugo = house.user("hugo");
    var stolen = KeyFile.ed25519(house.folder(), "not-hugos");
    Files.writeString(Path.of(stolen.file() + ".pub"), hugo.key().key());

    hugo.ssh().with(stolen).ssh("hugo-small", "true");

    var refusal = trail.await("refusal", one -> one.path("login").asText().equals("hugo-small"));
    assertThat(refusal.path("offered").valueStream().map(JsonNode::asText))
        .containsExactly(hugo.key().fingerprint());
    assertThat(refusal.path("why").asText())
        .isEqualTo("a key that opens was shown, and nobody signed with it");
  }

  /** It asks by a password, or asks for nothing but who may come in. */
  @ParameterizedTest
  @CsvSource({"keyless, password", "silent, none"})
  void whoShowsNoKeyAtAll(String login, String method) throws Exception {
    alice
        .ssh()
        .sh(
            "exec setsid ssh -F $F -o BatchMode=%s -o PreferredAuthentications=%s -o PubkeyAuthentication=no %s$AT true"
                .formatted(method.equals("none") ? "yes" : "no", method, login));

    var refusal = trail.await("refusal", one -> one.path("login").asText().equals(login));
    assertThat(refusal.path("code").asText()).isEqualTo("DM-DENIED");
    assertThat(refusal.has("offered")).isFalse();
  }

  @Test
  void whatIsToBeForwardedFromTheDesk(House house) throws Exception {
    var erin = house.user("erin");
    erin.ssh().sh("exec ssh -F $F -W inside:22 erin$AT");
    erin.ssh().sh("exec ssh -F $F -o ExitOnForwardFailure=yes -R 4711:near:22 erin$AT ls");
    erin.ssh().sh("exec ssh -F $F -s erin$AT 'net\nqzx'");
    var subsystem = trail.await("subsystem", one -> one.path("user").asText().equals("erin"));
    assertThat(subsystem.path("subsystem").asText()).isEqualTo("net\nqzx");
    assertThat(house.broker().log()).doesNotContain("qzx");

    for (var event : new String[] {"forward", "listen"}) {
      var told = trail.await(event, one -> one.path("user").asText().equals("erin"));
      assertThat(told.path("code").asText()).isEqualTo("DM-DENIED");
      assertThat(told.path("why").asText()).startsWith("nothing is forwarded from the desk");
      assertThat(told.path("target").asText())
          .isEqualTo(event.equals("forward") ? "inside:22" : "localhost:4711");
      assertThat(told.has("session")).isFalse();
    }
  }

  @Test
  void aSuspendedUserAndOneAtTheirLimit(House house) throws Exception {
    var bob = house.user("bob", "{suspended: true}");
    told(bob.ssh().ssh("bob-small", "true"), "bob-small", "DM-SUSPENDED");

    var carl = house.user("carl", "{limits: {sessions: 1}}");
    carl.awake("small");
    house.template("work");
    told(carl.ssh().ssh("carl-work", "true"), "carl-work", "DM-LIMIT");
  }

  @Test
  void aCertificateForOneCommandAtTheDesk(House house) throws Exception {
    var key = KeyFile.ed25519(house.folder(), "demanding");
    house.trustedCa().certify(key, "-n", "alice", "-O", "force-command=true");

    var refusal = told(alice.ssh().with(key).ssh("alice", "ls"), "alice", "DM-DENIED");

    assertThat(refusal.path("certificate").asText()).isEqualTo("a test's");
  }

  @ParameterizedTest
  @CsvSource({
    "image, image-not-found, DM-IMAGE",
    "crash, crash-loop, DM-CRASH",
    "crowded, unschedulable, DM-CAPACITY",
    "held, volume-held, DM-VOLUME",
    "late, slow-pull=60s, DM-SLOW",
  })
  void whatCannotStart(String name, String play, String code, House house) throws Exception {
    house.template(name, Plays.of(play).replaceFirst("}$", ", lifecycle: {startWithin: 12s}}"));

    var refusal = told(alice.ssh().ssh("alice-" + name, "true"), "alice-" + name, code);

    assertThat(refusal.path("user").asText()).isEqualTo("alice");
    assertThat(refusal.path("session").asText()).isEqualTo(name);
    end(refusal);
  }

  @Test
  void aHomeThatIsLost(House house) throws Exception {
    var gus = house.user("gus");
    gus.awake("small");
    gus.asleep("small");
    var claims = house.core("gus", "persistentvolumeclaims");
    claims.delete("small-home");
    claims.awaitGone("small-home", SOON);

    end(told(gus.ssh().ssh("gus-small", "true"), "gus-small", "DM-LOST"));
  }

  @Test
  void aTemplateThatCantWork() throws Exception {
    end(told(alice.ssh().ssh("alice-wrong", "true"), "alice-wrong", "DM-TEMPLATE"));
  }

  @Test
  void anotherHostKeyThanItShouldHave(House house) throws Exception {
    var dora = house.user("dora");
    dora.awake("small");
    var other = KeyFile.ed25519(house.folder(), "other-host-key");
    house
        .sessions("dora")
        .merge("small/status", "{status: {hostKey: '" + other.key() + "'}}")
        .object();
    Eventually.holds("the broker has heard", () -> refused(dora, "dora-small", "DM-HOSTKEY"));

    var refusal = trail.await("refusal", one -> one.path("code").asText().equals("DM-HOSTKEY"));
    end(refusal);
  }

  private static boolean refused(Person person, String login, String code) {
    try {
      return person.ssh().ssh(login, "true").err().contains(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a login", e);
    }
  }

  @Test
  void anApiServerThatIsAway(House house) throws Exception {
    house.template("fresh");
    var out = new Trail(house.folder().resolve("out.audit"));
    var broker =
        house.broker("broker-out", house.proxy().kubeconfig("broker-out"), "audit: " + out.file());
    house.proxy().away();
    try {
      Thread.sleep(3000);
      Refusals.assertRefused(alice.at(broker).ssh("alice-fresh", "true"), "DM-OUTAGE");
    } finally {
      house.proxy().back();
    }
    out.await("refusal", one -> one.path("code").asText().equals("DM-OUTAGE"));
  }

  @Test
  void aDoorThatIsBeingClosed(House house) throws Exception {
    var leaving = new Trail(house.folder().resolve("leaving.audit"));
    var broker =
        house.broker("broker-leaving", house.cluster().kubeconfig(), "audit: " + leaving.file());
    var late =
        alice
            .at(broker)
            .with(
                "ProxyCommand bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d; sleep 4; cat <&3 & cat >&3'"
                    .formatted(broker.port()));
    try (var open = alice.at(broker).start("alice-small", "echo in; sleep 60");
        var run = late.start("alice-small", "true")) {
      open.see("in");
      broker.term();
      Refusals.assertRefused(run.ended(), "DM-BUSY");
    }

    var refusal = leaving.await("refusal", one -> one.path("code").asText().equals("DM-BUSY"));
    assertThat(refusal.path("key").asText()).isEqualTo(alice.key().fingerprint());
  }

  @Test
  void whoLeavesWhileItStarts(House house) throws Exception {
    house.template("slow", Plays.of("slow-pull=20s"));
    try (var run = alice.ssh().start("alice-slow", "true")) {
      run.hear("a line", line -> line.contains("image"));
      run.interrupt();
      run.ended();
    }

    trail.await(
        "end",
        one ->
            one.path("cause").asText().equals("left-waiting")
                && one.path("session").asText().equals("slow"));
  }
}
