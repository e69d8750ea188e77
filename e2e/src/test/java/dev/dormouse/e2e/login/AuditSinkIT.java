package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An audit that nobody reads, or that finds no room, is felt by nobody who logs in. */
@InAHouse
@Tag("F4")
final class AuditSinkIT {
  private static final int FLOOD = 5000;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
  }

  @Test
  void aPipeThatNobodyReadsStallsNobodyAndTellsLaterWhatWasLost(House house) throws Exception {
    var pipe = house.folder().resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var broker = house.broker("broker-p", house.cluster().kubeconfig(), "audit: " + pipe);
    var alice = house.user("alice");
    var ssh = Ends.with(alice.at(broker));
    ssh.ssh("alice-small", "true").good();
    int near = Ends.port();
    try (var tunnel =
        ssh.startOpen("alice-small", "-L127.0.0.1:%d:127.0.0.1:1".formatted(near), "cat")) {
      Eventually.holds("the tunnel is there", () -> reaches(near));
      ssh.sh(
              """
              perl -MIO::Socket::INET -e '
                for (1..%d) { my $s = IO::Socket::INET->new("127.0.0.1:%d") or die; sysread $s, my $b, 1 }'
              """
                  .formatted(FLOOD, near))
          .good();
      assertThat(dropped(broker)).isPositive();

      tunnel.in().write("still here\n".getBytes(StandardCharsets.UTF_8));
      tunnel.in().flush();
      tunnel.see("still here");
      var began = Instant.now();
      assertThat(ssh.ssh("alice-small", "head -c 20000000 /dev/zero | wc -c").good())
          .isEqualTo("20000000\n");
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
      tunnel.in().close();
      tunnel.ended();
    }

    try (var lines = Files.newBufferedReader(pipe)) {
      // Whatever comes next carries how much was lost before it.
      var read = Trail.event(lines.readLine());
      assertThat(read.path("event").asText()).isEqualTo("login");
      long lost = 0;
      long forwards = 0;
      for (var last = false; !last; ) {
        read = Trail.event(lines.readLine());
        lost += read.path("event").asText().equals("dropped") ? read.path("count").asLong() : 0;
        forwards += read.path("event").asText().equals("forward") ? 1 : 0;
        last = read.path("cause").asText().equals("client-left") && forwards > 0 && lost > 0;
      }
      assertThat(lost + forwards).isGreaterThanOrEqualTo(FLOOD);
      assertThat((double) lost).isLessThanOrEqualTo(dropped(broker));
    }
  }

  private static boolean reaches(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static double dropped(BrokerProcess broker) {
    var line =
        Pattern.compile("(?m)^dormouse_audit_dropped_total (\\S+)$")
            .matcher(broker.get("/metrics").body());
    return line.find() ? Double.parseDouble(line.group(1)) : -1;
  }

  @Test
  void aFullDiskStallsNobodyAndIsALineInTheLog(House house) throws Exception {
    var broker = house.broker("broker-f", house.cluster().kubeconfig(), "audit: /dev/full");
    var bob = house.user("bob");
    for (int login = 0; login < 3; login++) {
      assertThat(bob.at(broker).ssh("bob-small", "echo in").good()).isEqualTo("in\n");
    }

    assertThat(broker.log())
        .containsOnlyOnce("to=/dev/full why=No space left on device the audit can't be written");
    broker.term();
    assertThat(broker.ended(Duration.ofSeconds(30))).isEqualTo(143);
  }
}
