package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.house.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the audit tells of people of whom we know what they did. */
@InAHouse
@Tag("F4")
final class AuditIT {
  private static Trail trail;
  private static Trail reapers;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    house.template("naps", "{lifecycle: {idleAfter: 3s, grace: 1s}, idle: {cpuBelow: '0'}}");
    house.template("gone", "{lifecycle: {kind: ephemeral, idleAfter: 20s, grace: 2s}}");
    trail = Trail.of(house, "broker-a");
    reapers = Trail.ofReaper(house, "reaper-a");
  }

  @AfterAll
  static void everyLineIsAsDocumented() throws IOException {
    trail.assertAsDocumented();
    reapers.assertAsDocumented();
  }

  private static JsonNode end(Person person) {
    return trail.await("end", one -> one.path("user").asText().equals(person.name()));
  }

  private static List<String> names(List<JsonNode> events) {
    return events.stream().map(one -> one.path("event").asText()).toList();
  }

  @Test
  void aConnectionIsToldFromItsLoginToItsEnd(House house) throws Exception {
    var alice = house.user("alice");

    alice.ssh().ssh("alice-small", "echo hello").good();

    var end = end(alice);
    var all = trail.of("alice");
    assertThat(names(all)).containsExactly("login", "start", "exec", "end");
    var login = all.getFirst();
    assertThat(login.path("v").asInt()).isEqualTo(1);
    assertThat(login.path("component").asText()).isEqualTo("broker");
    assertThat(login.path("instance").asText()).isEqualTo("broker-a");
    assertThat(login.path("login").asText()).isEqualTo("alice-small");
    assertThat(login.path("template").asText()).isEqualTo("small");
    assertThat(login.path("key").asText()).isEqualTo(alice.key().fingerprint());
    assertThat(login.path("client").asText()).startsWith("SSH-2.0-OpenSSH");
    assertThat(login.path("from").asText()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(house.broker().log())
        .contains("connection=%s login=alice-small ".formatted(login.path("connection")));
    assertThat(all.get(2).path("command").asText()).isEqualTo("echo hello");
    assertThat(end.path("cause").asText()).isEqualTo("client-left");
    assertThat(end.path("up").asLong()).isPositive();
    assertThat(end.path("down").asLong()).isPositive();
    var run = house.session("alice", "small").at("/spec/run").asText();
    for (var one : all.subList(1, 4)) {
      assertThat(one.path("run").asText()).isEqualTo(run);
      assertThat(one.path("session").asText()).isEqualTo("small");
    }
    for (var one : List.of(all.get(2), end)) {
      assertThat(one.path("connection")).isEqualTo(login.path("connection"));
      assertThat(one.path("from")).isEqualTo(login.path("from"));
    }
  }

  @Test
  void shellsFilesAndLongLinesAreToldByWhatTheyAre(House house) throws Exception {
    var bob = house.user("bob");
    bob.ssh().ssh("exit\n".getBytes(StandardCharsets.UTF_8), "bob-small", "-T").good();
    bob.ssh().sh("echo x >$T/x; scp -q -s -F $F $T/x bob-small$AT:x").good();
    bob.ssh().ssh("bob-small", "true \u001b[2J é", "x".repeat(20_000)).good();

    trail.await("shell", one -> one.path("user").asText().equals("bob"));
    var files = trail.await("subsystem", one -> one.path("user").asText().equals("bob"));
    var line = trail.await("exec", one -> one.path("user").asText().equals("bob"));

    assertThat(files.path("subsystem").asText()).isEqualTo("sftp");
    assertThat(line.path("command").asText())
        .startsWith("true \u001b[2J é xxx")
        .hasSizeLessThan(4097);
    assertThat(line.path("cut").asLong()).isEqualTo(20_013);
    assertThat(trail.text()).doesNotContain("\u001b");
  }

  @Test
  void forwardedPortsAndSocketsAreToldWithTheirTargets(House house) throws Exception {
    var carl = house.user("carl");
    carl.awake("small");
    Ends.into(carl.ssh(), "carl-small");
    var ssh = Ends.with(carl.ssh());
    int near = Ends.port();
    int far = Ends.port();
    var socket = Ends.path();
    try (var tunnel =
        ssh.startOpen(
            "carl-small",
            "-L127.0.0.1:%d:localhost:%d".formatted(near, far),
            "-L" + socket + ":" + socket + ".far",
            "exec perl net.pl serve tcp:" + far)) {
      tunnel.see("serving");
      ssh.sh("perl $T/net.pl mirror tcp:%d 100".formatted(near)).good();
      ssh.sh("perl $T/net.pl mirror unix:%s 100 || true".formatted(socket));
      tunnel.in().close();
      tunnel.ended();
    }
    int back = Ends.port();
    ssh.sh(
            """
            coproc near { exec perl $T/net.pl serve tcp:%1$d; }
            read -r _ <&${near[0]}
            ssh -F $F -R127.0.0.1:%2$d:127.0.0.1:%1$d -o ExitOnForwardFailure=yes carl-small$AT \\
              perl net.pl mirror tcp:%2$d 100
            eval "exec ${near[1]}>&-"
            wait
            """
                .formatted(near, back))
        .good();

    forward("direct-tcpip", "localhost:" + far);
    forward("direct-streamlocal", socket + ".far");
    forward("forwarded-tcpip", "127.0.0.1:" + back);
    trail.await(
        "listen",
        one ->
            one.path("kind").asText().equals("tcpip-forward")
                && one.path("target").asText().equals("127.0.0.1:" + back));
    assertThat(house.broker().get("/metrics").body())
        .contains("dormouse_channels_opened_total{kind=\"direct-tcpip\"}")
        .contains("dormouse_channels_opened_total{kind=\"direct-streamlocal\"}")
        .contains("dormouse_channels_opened_total{kind=\"forwarded-tcpip\"}")
        .containsPattern("dormouse_channels_opened_total\\{kind=\"session\"} [1-9]")
        .containsPattern("dormouse_audit_events_total\\{event=\"forward\"} [1-9]")
        .contains("dormouse_audit_dropped_total 0.0\n");
  }

  private static void forward(String kind, String target) {
    trail.await(
        "forward",
        one ->
            one.path("kind").asText().equals(kind) && one.path("target").asText().equals(target));
  }

  @Test
  void aCertificateIsToldByItsIdAndItsAuthority(House house) throws Exception {
    var dora = house.user("dora");
    var key = KeyFile.ed25519(house.folder(), "certified");
    house.trustedCa().certify(key, "-n", "dora", "-z", "77");

    dora.ssh().with(key).ssh("dora-small", "true").good();

    var login = trail.await("login", one -> one.path("user").asText().equals("dora"));
    assertThat(login.path("certificate").asText()).isEqualTo("a test's");
    assertThat(login.path("serial").asText()).isEqualTo("77");
    assertThat(login.path("authority").asText()).isEqualTo(house.trustedCa().fingerprint());
    assertThat(login.path("key").asText()).isEqualTo(key.fingerprint());
  }

  @Test
  void whatIsTypedShownOrSetAndKeysAreNowhere(House house) throws Exception {
    var eve = house.user("eve");
    try (var shell =
        eve.ssh()
            .with("SetEnv LC_HUSH=hush-variable")
            .startOpen("eve-small", "-tt", "-oSendEnv=LC_*")) {
      shell
          .in()
          .write("echo hush-typed $((6*7))hush-shown; exit\n".getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      shell.see("42hush-shown");
      shell.ended();
    }
    eve.ssh().ssh("hush-piped".getBytes(StandardCharsets.UTF_8), "eve-small", "cat >/dev/null");

    Eventually.holds(
        "both ends are told",
        () -> names(trail.of("eve")).stream().filter("end"::equals).count() == 2);
    assertThat(names(trail.of("eve"))).contains("shell", "exec");
    assertThat(trail.text())
        .doesNotContain("hush")
        .doesNotContain("LC_")
        .doesNotContain(eve.key().key().split(" ", 2)[1]);
  }

  @Test
  void theDesksAnswersAreToldFromOutsideAndFromInside(House house) throws Exception {
    var fay = house.user("fay", "{limits: {sessions: 1}}");
    fay.ssh().ssh("fay", "ls").good();
    fay.ssh().ssh("fay-small", "true").good();
    assertThat(fay.ssh().ssh("fay", "start naps").exit()).isNotZero();
    try (var shell = fay.ssh().startOpen("fay-small", "-tt")) {
      shell.in().write("dormouse why; echo a''nswered\n".getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      shell.see("answered");
    }

    var listed = desk("ls");
    assertThat(listed.path("exit").asInt()).isZero();
    assertThat(listed.has("session")).isFalse();
    var start = desk("start naps");
    assertThat(start.path("exit").asInt()).isNotZero();
    var refusal = trail.await("refusal", one -> one.path("user").asText().equals("fay"));
    assertThat(refusal.path("code").asText()).isEqualTo("DM-LIMIT");
    assertThat(refusal.path("session").asText()).isEqualTo("naps");
    assertThat(refusal.path("connection")).isEqualTo(start.path("connection"));
    var why = desk("why");
    assertThat(why.path("session").asText()).isEqualTo("small");
    assertThat(why.path("run").asText()).isNotEmpty();
    trail.await(
        "end",
        one ->
            one.path("connection").equals(start.path("connection"))
                && one.path("cause").asText().equals("served"));
  }

  private static JsonNode desk(String command) {
    return trail.await("desk", one -> one.path("command").asText().equals(command));
  }

  @Test
  void theReaperTellsWhatItPutsToSleepAndWhatItRemoves(House house) throws Exception {
    var gus = house.user("gus");
    gus.ssh().ssh("gus-naps", "true").good();
    var run = house.session("gus", "naps").at("/spec/run").asText();
    gus.ssh().ssh("gus-gone", "true").good();

    var sleep = reapers.await("sleep", one -> one.path("session").asText().equals("naps"));
    assertThat(sleep.path("component").asText()).isEqualTo("reaper");
    assertThat(sleep.path("instance").asText()).isEqualTo("reaper-a");
    assertThat(sleep.path("user").asText()).isEqualTo("gus");
    assertThat(sleep.path("run").asText()).isEqualTo(run);
    assertThat(sleep.path("why").asText()).startsWith("nobody has been connected since");
    var forgotten = reapers.await("forgotten", one -> one.path("user").asText().equals("gus"));
    assertThat(forgotten.path("session").asText()).isEqualTo("gone");
  }

  @Test
  void anEndSaysWhoseItWas(House house) throws Exception {
    var hal = house.user("hal");
    hal.awake("small");
    try (var open = hal.ssh().start("hal-small", "echo in; sleep 60")) {
      open.see("in");
      house.sleep("hal", "small");
      open.ended();
    }
    try (var open = hal.ssh().start("hal-small", "echo in; sleep 60")) {
      open.see("in");
      house.ours("SessionUser").merge("hal", "{spec: {suspended: true}}").object();
      open.ended();
    }

    trail.await("end", one -> ofHal(one, "session-left"));
    var ended = trail.await("end", one -> ofHal(one, "ended"));
    assertThat(ended.path("why").asText()).contains("DM-SUSPENDED");
  }

  private static boolean ofHal(JsonNode one, String cause) {
    return one.path("user").asText().equals("hal") && one.path("cause").asText().equals(cause);
  }

  @Test
  void whoIsTurnedAwayUnheardIsToldByNumber(House house) throws Exception {
    var crowd = new ArrayList<Socket>();
    try {
      for (int one = 0; one < 300; one++) {
        crowd.add(new Socket(InetAddress.getLoopbackAddress(), house.broker().port()));
      }
      var away = trail.await("turned-away", _ -> true);
      assertThat(away.path("count").asInt()).isPositive();
    } finally {
      for (var one : crowd) {
        one.close();
      }
    }
  }
}
