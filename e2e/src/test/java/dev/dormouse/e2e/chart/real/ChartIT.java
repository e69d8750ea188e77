package dev.dormouse.e2e.chart.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.Images;
import dev.dormouse.e2e.house.Run;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** From helm install to helm uninstall, as an administrator and a user live through it. */
@Tag("F1")
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ChartIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** What is measured, averaged and looked at every 15 seconds takes its time. */
  private static final Duration GROWING = Duration.ofSeconds(150);

  private static final Duration SHRINKING = GROWING.plus(SOON);

  private static final Pattern TROUBLE =
      Pattern.compile(".*(?i:forbidden|NoClassDefFound|ClassNotFound).*");
  private static Installed house;

  @BeforeAll
  static void install() throws Exception {
    house = new Installed();
  }

  @AfterAll
  static void leave() {
    house.close();
  }

  @Test
  @Order(1)
  void theFirstLoginComesThroughTheServiceAndWakesASession() throws Exception {
    var ran = house.ssh().ssh("alice-small", "echo kept > note; whoami");

    assertThat(ran.good()).isEqualTo("dev\n");
    assertThat(ran.err()).contains("waking small");
    assertThat(house.pods("broker")).hasSize(2);
  }

  @Test
  @Order(1)
  void withTheBundleAnyImageIsASession() throws Exception {
    var ran = house.ssh().ssh("alice-any", "busybox | head -n 1; echo $USER");

    assertThat(ran.good()).startsWith("BusyBox").endsWith("dev\n");
    assertThat(house.logs()).contains("how the bundle comes into sessions was found out");
  }

  @Test
  @Order(2)
  void helmTestLogsInAndLeavesNothingBehind() throws Exception {
    house.test();

    assertThat(house.logs()).containsPattern("user=helm-test session=helm-test .* connection ends");

    assertThat(house.api().get("/api/v1/namespaces/" + house.namespace() + "-helm-test").code())
        .isEqualTo(404);
    assertThat(house.ours("sessionusers").get("helm-test").code()).isEqualTo(404);
    assertThat(house.ours("sessiontemplates").get("helm-test").code()).isEqualTo(404);
    for (var kind : List.of("pods", "serviceaccounts")) {
      assertThat(house.core(kind).get("dm-test").code()).as(kind).isEqualTo(404);
    }
  }

  @Test
  @Order(2)
  void theFingerprintOfTheHostKeyIsTold() throws Exception {
    var seen = house.ssh().sh("ssh-keygen -lf $T/known_hosts | cut -d' ' -f2").good().strip();

    assertThat(house.secret().fingerprint()).isEqualTo(seen);
  }

  @Test
  @Order(3)
  @Tag("D1")
  void theReaperPutsItToSleep() throws Exception {
    house
        .sessions()
        .await("small", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));

    assertThat(house.ssh().ssh("alice-small", "cat note").good()).isEqualTo("kept\n");
  }

  /** As the cluster measures it: what a pod's limit and a node's room are counted in. */
  @Test
  @Order(4)
  @Tag("F7")
  void eachPartIsThereInSecondsAndRestsUnder150Megabytes() {
    var rest = new Rest(house.api(), house.namespace());
    for (var pod :
        List.of(house.pods("broker"), house.pods("reaper")).stream()
            .flatMap(List::stream)
            .toList()) {
      assertThat(rest.readyAfter(pod)).as(pod).isLessThan(Duration.ofSeconds(60));
      Eventually.within(
          Duration.ofMinutes(2), pod + " rests under 150 MB", () -> rest.memory(pod) < 150_000_000);
    }
  }

  @Test
  @Order(4)
  @Tag("B6")
  void everyVerbWorksUnderTheChartsRights() throws Exception {
    var ssh = house.ssh();
    ssh.ssh("alice-work", "echo hers > note").good();
    ssh.ssh("alice", "keep", "work", "1h").good();
    ssh.ssh("alice", "why", "work").good();
    ssh.ssh("alice", "stop", "work").good();
    house
        .sessions()
        .await("work", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));
    ssh.ssh("alice", "start", "work").good();
    assertThat(ssh.ssh("alice-work", "cat note").good()).isEqualTo("hers\n");
    ssh.ssh("alice", "rm", "work", "--with-home", "--force").good();

    house.sessions().awaitGone("work", SOON);
    house.alices("persistentvolumeclaims").awaitGone("work-home", SOON);
    var events = house.alices("events").list("").toString();
    assertThat(events).contains("dormouse-reaper", "FellAsleep");
    nothingThatTheyWantedWasForbidden();
  }

  @Test
  @Order(5)
  @Tag("D9")
  @Tag("F5")
  void whenABrokerAndTheLeadingReaperAreKilledOthersGoOn() throws Exception {
    house.ssh().ssh("alice-small", "true").good();
    var leader = house.leader();
    house.kill(leader);
    house.kill(house.pods("broker").getFirst());

    assertThat(house.ssh().ssh("alice-small", "cat note").good()).isEqualTo("kept\n");
    house
        .sessions()
        .await("small", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(house.leader()).isNotEqualTo(leader);
  }

  @Test
  @Order(5)
  void ownPartsAreReachedByThoseWhoShouldAlone() throws Exception {
    var broker = house.address(house.pods("broker").getFirst());

    assertThat(
            house
                .ssh()
                .ssh("alice-any", "busybox nc -w 3 " + broker + " 2222 </dev/null | head -c 8")
                .good())
        .isEqualTo("SSH-2.0-");
    assertThat(house.ssh().ssh("alice-any", livez(broker, 9464)).text()).isEmpty();
    var reaper = house.address(house.pods("reaper").getFirst());
    assertThat(house.ssh().ssh("alice-any", livez(reaper, 9465)).text()).isEmpty();
  }

  private static String livez(String address, int port) {
    return "(printf 'GET /livez HTTP/1.0\\r\\n\\r\\n'; sleep 2) | busybox nc -w 3 %s %d | tail -n 1"
        .formatted(address, port);
  }

  @Test
  @Order(6)
  @Tag("D10")
  @Tag("A12")
  void anUpgradeKeepsTheHostKeyWhoIsInAndWhoComes() throws Exception {
    var ssh = house.ssh();
    var before = house.secret();
    try (var open = ssh.startOpen("alice-small", "echo in; cat");
        var coming =
            ssh.startSh(
                "while [ ! -e $T/upgraded ]; do ssh -F $F alice$AT ls >/dev/null; echo served; done")) {
      open.see("in");
      coming.see("served");
      var old = house.pods("broker");

      house.upgrade(
          values -> {
            ((ObjectNode) values.path("broker")).put("drainFor", "3m").put("helloWithin", "1m");
            values
                .putObject("networkPolicy")
                .putArray("operationsFrom")
                .add(house.namespace() + "-alice");
            ((ObjectNode) values.path("templates"))
                .set(
                    "broken",
                    Images.template(
                        "dev",
                        "{sshd: own, lifecycle: {startWithin: 30s}, podTemplate: {spec: {containers:"
                            + " [{command: [sh, -c, 'echo no key; exit 3']}]}}}"));
          });

      Files.createFile(ssh.folder().resolve("upgraded"));
      assertThat(coming.ended().exit()).as(coming.said().toString()).isZero();
      assertThat(house.pods("broker")).anyMatch(one -> !old.contains(one));
      open.in().write("still here\n".getBytes(StandardCharsets.UTF_8));
      open.in().close();
      assertThat(open.ended().good()).isEqualTo("in\nstill here\n");
    }
    assertThat(house.secret().object().at("/metadata/uid"))
        .isEqualTo(before.object().at("/metadata/uid"));
    assertThat(house.ssh().ssh("alice-small", "cat note").good()).isEqualTo("kept\n");
  }

  @Test
  @Order(7)
  void whoMayAskHowAPartIsCan() throws Exception {
    var broker = house.address(house.pods("broker").getLast());
    var reaper = house.address(house.pods("reaper").getFirst());

    // A network needs a moment to take in what a policy says now.
    Eventually.holds("the broker answers", () -> answers(broker, 9464));
    Eventually.holds("the reaper answers", () -> answers(reaper, 9465));
  }

  private static boolean answers(String address, int port) {
    try {
      return house.ssh().ssh("alice-any", livez(address, port)).text().equals("ok\n");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("asking " + address, e);
    }
  }

  @Test
  @Order(7)
  @Tag("A10")
  void whatAnUpgradeBroughtCountsAndAFailureSaysWhy() throws Exception {
    var ran = house.ssh().ssh("alice-broken", "true");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.err()).contains("DM-CRASH", "no key");
  }

  @Test
  @Order(8)
  @Tag("B6")
  void nothingThatTheyWantedWasForbidden() {
    assertThat(house.logs().lines().filter(line -> TROUBLE.matcher(line).matches())).isEmpty();
  }

  @Test
  @Order(9)
  void uninstallingKeepsHomesKeysAndDefinitions() {
    house.uninstall();

    assertThat(house.alices("persistentvolumeclaims").get("small-home").code()).isEqualTo(200);
    assertThat(house.sessions().get("small").code()).isEqualTo(200);
    assertThat(house.secret().text("host_key")).startsWith("-----BEGIN");
    assertThat(house.api().get("/apis/rbac.authorization.k8s.io/v1/clusterroles").body().toString())
        .doesNotContain(house.namespace() + "-dm-");
    for (var kind : List.of("services", "configmaps", "serviceaccounts")) {
      assertThat(house.core(kind).list("").toString()).doesNotContain("\"dm-");
    }
  }

  @Test
  @Order(10)
  void aNewReleaseTakesKeysThatAreGivenAndGoesOnWhereTheOldOneEnded() throws Exception {
    house.install(
        values -> {
          values.putObject("keys").put("existingSecret", "dm-keys");
          ((ObjectNode) values.path("broker")).put("replicas", 1);
          values.putObject("reaper").put("replicas", 1);
        });

    assertThat(house.ssh().ssh("alice-small", "cat note").good()).isEqualTo("kept\n");
  }

  @Test
  @Order(11)
  @Tag("D10")
  @Tag("F5")
  @Timeout(420)
  void brokersBecomeMoreUnderLoadAndFewerAfterItAndNobodyIsCutOff() throws Exception {
    house.upgrade(
        values ->
            ((ObjectNode) values.path("broker"))
                .set(
                    "autoscaling",
                    Json.tree(
                        "{enabled: true, minReplicas: 1, maxReplicas: 2, targetCPU: 80,"
                            + " upAfter: 0s, downAfter: 15s}")));
    var ssh = house.ssh();
    var first = house.pods("broker");
    assertThat(first).hasSize(1);
    var open = new ArrayList<Run>();
    try (var load =
        ssh.startSh(
            "while [ ! -e $T/enough ]; do"
                + " ssh -F $F alice-small$AT 'head -c 200000000 /dev/zero' >/dev/null; done")) {
      open.add(opened(ssh));
      house
          .deployments()
          .await("dm-broker", "two", GROWING, one -> one.at("/status/readyReplicas").asInt() == 2);
      var second = house.pods("broker").stream().filter(one -> !first.contains(one)).toList();
      while (!house.log(second.getFirst()).contains("login=alice-work")) {
        assertThat(open)
            .as("connections, none of which came to the new broker")
            .hasSizeLessThan(15);
        open.add(opened(ssh));
      }
      Files.createFile(ssh.folder().resolve("enough"));
      assertThat(load.ended().exit()).as(load.said().toString()).isZero();

      house
          .deployments()
          .await("dm-broker", "one", SHRINKING, one -> one.at("/status/replicas").asInt() == 1);
      assertThat(house.ssh().ssh("alice-small", "echo served").good()).isEqualTo("served\n");
      for (var one : open) {
        one.in().write("still here\n".getBytes(StandardCharsets.UTF_8));
        one.in().close();
        assertThat(one.ended().good()).isEqualTo("in\nstill here\n");
      }
    } finally {
      open.forEach(Run::close);
    }
  }

  private static Run opened(Client ssh) throws InterruptedException {
    var run = ssh.startOpen("alice-work", "echo in; cat");
    run.see("in");
    return run;
  }
}
