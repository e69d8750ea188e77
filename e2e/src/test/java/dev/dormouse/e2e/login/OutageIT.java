package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Run;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes away: the API server, or the broker itself. */
@InAHouse
final class OutageIT {

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {startWithin: 20s}}");
    house.template("work");
  }

  @Test
  @Tag("D11")
  void theApiServersAbsenceIsNotNoticedInRunningSessions(House house) throws Exception {
    var alice = house.user("alice");
    var broker = house.brokerBehindProxy("broker-out");
    var ssh = alice.at(broker);
    ssh.ssh("alice-small", "true").good();
    try (var open = ssh.startOpen("alice-small", "cat")) {
      say(open, "before");
      house.proxy().away();
      try {
        Thread.sleep(3000);
        say(open, "during");
        assertThat(ssh.ssh("alice-small", "echo in").good()).isEqualTo("in\n");
        Refusals.assertRefused(ssh.ssh("alice-work", "true"), "DM-OUTAGE");
        assertThat(ssh.ssh("alice", "ls").good()).contains("small");
      } finally {
        house.proxy().back();
      }
      say(open, "after");
      open.in().close();
      assertThat(open.ended().exit()).isZero();
    }
    Eventually.holds("sessions wake again", () -> in(ssh));
  }

  private static boolean in(Client ssh) {
    try {
      return ssh.ssh("alice-work", "true").exit() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a login", e);
    }
  }

  @Test
  void whoIsToldToEndLetsPeopleFinishAndNobodyIn(House house) throws Exception {
    var bob = house.user("bob");
    var broker = house.broker("broker-drain", house.cluster().kubeconfig(), "drainFor: 60s");
    var ssh = bob.at(broker);
    try (var open = ssh.startOpen("bob-small", "cat")) {
      say(open, "before");
      broker.term();
      Eventually.holds("it isn't ready", () -> broker.get("/readyz").statusCode() == 503);

      assertThat(broker.get("/livez")).extracting(HttpResponse::statusCode).isEqualTo(200);
      assertThat(broker.get("/readyz").body()).contains("drain");
      assertThat(ssh.ssh("bob-small", "true").exit()).isEqualTo(255);
      say(open, "after");
      open.in().close();
      assertThat(open.ended().exit()).isZero();
    }
    assertThat(broker.ended(Duration.ofSeconds(20))).isEqualTo(143);
  }

  @Test
  void whoStaysPastTheDrainLimitIsToldWhyItEnds(House house) throws Exception {
    var carl = house.user("carl");
    var broker = house.broker("broker-limit", house.cluster().kubeconfig(), "drainFor: 2s");
    try (var open = carl.at(broker).startOpen("carl-small", "cat")) {
      say(open, "before");
      broker.term();
      var told = Instant.now();
      var ended = open.ended();

      assertThat(Instant.now()).isBetween(told.plusSeconds(1), told.plusSeconds(12));
      assertThat(ended.exit()).isEqualTo(255);
      assertThat(ended.err()).contains("this door is closing; your session is still there");
    }
    assertThat(broker.ended(Duration.ofSeconds(20))).isEqualTo(143);
  }

  @Test
  void aKilledBrokerCostsItsConnectionsAndNothingElse(House house) throws Exception {
    var dora = house.user("dora");
    var broker = house.broker("broker-killed", house.cluster().kubeconfig(), "");
    var ssh = dora.at(broker);
    ssh.ssh("dora-small", "echo kept >note").good();
    var pod = house.podsOf("dora", "small");
    try (var open = ssh.startOpen("dora-small", "cat")) {
      say(open, "before");
      broker.kill();
      assertThat(open.ended().exit()).isEqualTo(255);
    }
    broker.again();

    assertThat(ssh.ssh("dora-small", "cat note").good()).isEqualTo("kept\n");
    assertThat(house.podsOf("dora", "small")).isEqualTo(pod);
  }

  private static void say(Run open, String word) throws Exception {
    open.in().write("%s%n".formatted(word).getBytes(StandardCharsets.UTF_8));
    open.in().flush();
    open.see(word);
  }
}
