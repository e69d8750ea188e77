package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Load balancers that say whom they bring, and those who only say so. */
@InAHouse
@Tag("F1")
final class ProxyProtocolIT {
  private static final String PROXY = "127.0.0.2";
  private static final String NO_PROXY = "127.0.0.1";
  private static final String COMPLAINT = "a proxy didn't say whom it brings";

  private static Person alice;
  private static BrokerProcess broker;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    alice = house.user("alice");
    alice.awake("small");
    broker =
        house.broker(
            "broker-p", house.cluster().kubeconfig(), "proxyProtocol: [127.0.0.2/32, fd00::/8]");
  }

  private static Ran login(String from, byte[] says) throws Exception {
    try (var balancer = Balancer.open(from, broker.port(), says)) {
      return alice
          .at(broker)
          .with("Port " + balancer.port())
          .ssh("alice-small", "seq 20000 | tail -n 1");
    }
  }

  @Test
  void theAddressThatTheProxySaysIsTheClients() throws Exception {
    assertThat(login(PROXY, Balancer.line("TCP4 203.0.113.7 198.51.100.1 4711 22")).good())
        .isEqualTo("20000\n");
    assertThat(login(PROXY, Balancer.line("TCP6 2001:db8::7 2001:db8::1 4712 22")).good())
        .isEqualTo("20000\n");
    assertThat(login(PROXY, Balancer.packet(1, "203.0.113.8", 4713, 0)).good())
        .isEqualTo("20000\n");
    assertThat(login(PROXY, Balancer.packet(1, "2001:db8::8", 4714, 1000)).good())
        .isEqualTo("20000\n");

    assertThat(broker.log())
        .contains("203.0.113.7:4711", "203.0.113.8:4713")
        .contains("2001:db8:0:0:0:0:0:7]:4712", "2001:db8:0:0:0:0:0:8]:4714");
  }

  @Test
  void aProxyMaySpeakForItself() throws Exception {
    assertThat(login(PROXY, Balancer.line("UNKNOWN")).good()).isEqualTo("20000\n");
    assertThat(login(PROXY, Balancer.packet(0, "203.0.113.66", 1, 0)).good()).isEqualTo("20000\n");

    assertThat(broker.log()).contains("/127.0.0.2:").doesNotContain("203.0.113.66");
  }

  @Test
  void itMayComeByteByByte() throws Exception {
    try (var socket = Balancer.dial(PROXY, broker.port())) {
      for (var one : Balancer.packet(1, "203.0.113.9", 1, 20)) {
        socket.getOutputStream().write(one);
        Thread.sleep(2);
      }
      assertThat(greeting(socket)).startsWith("SSH-2.0-");
    }
  }

  @Test
  void whoIsNoProxyIsNotBelieved() throws Exception {
    assertThat(login(NO_PROXY, new byte[0]).good()).isEqualTo("20000\n");
    assertThat(login(NO_PROXY, Balancer.line("TCP4 203.0.113.99 10.0.0.1 1 22")).exit())
        .isEqualTo(255);

    // What they sent may be quoted; that it is where they come from may not.
    assertThat(broker.log()).doesNotContain("from=/203.0.113.99");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n",
        "PROXY TCP4 203.0.113.77 10.0.0.1 1\r\n",
        "PROXY TCP4 name.example 10.0.0.1 1 22\r\n",
        "PROXY TCP4 203.0.113.77 10.0.0.1 99999 22\r\n",
        "PROXY TCP4 999.0.113.77 10.0.0.1 1 22\r\n",
        "PROXY UNIX 203.0.113.77 10.0.0.1 1 22\r\n",
        "\r\n\r\n\u0000\r\nQUIT\n!\u0011\u0000\u0001x",
        "\r\n\r\n\u0000\r\nQUIT\n!\u0011\u007f\u007f",
        "\r\n\r\n\u0000\r\nQUIT\nq\u0011\u0000\u000cabcdefghijkl",
        "PROXY TCP4                                                                             "
            + "                                                                                ",
      })
  void aProxyThatSaysNonsenseIsLetGo(String nonsense) throws Exception {
    long before = complaints();
    try (var socket = Balancer.dial(PROXY, broker.port())) {
      socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(greeting(socket)).isEmpty();
    }
    assertThat(complaints() - before).isLessThanOrEqualTo(1);
    assertThat(broker.log()).doesNotContain("203.0.113.77");
  }

  @Test
  void aProxyThatIsSlowIsLetGoAndTakesALineAtMost() throws Exception {
    Thread.sleep(1100); // the last complaint is a second ago
    long before = complaints();
    try (var slow = Balancer.dial(PROXY, broker.port())) {
      slow.getOutputStream().write("PROX".getBytes(StandardCharsets.US_ASCII));
      var began = System.nanoTime();

      assertThat(greeting(slow)).isEmpty();
      assertThat((System.nanoTime() - began) / 1e9).isBetween(3.0, 12.0);
    }
    assertThat(complaints() - before).isEqualTo(1);
  }

  @Test
  @Tag("F8")
  void aLoadBalancersProbesCostNoLine() throws Exception {
    var before = broker.log();
    for (int i = 0; i < 20; i++) {
      Balancer.dial(PROXY, broker.port()).close();
    }
    try (var silent = Balancer.dial(PROXY, broker.port())) {
      assertThat(greeting(silent)).isEmpty();
    }

    var since = broker.log().substring(before.length());
    assertThat(since.lines().filter(line -> line.contains("127.0.0.2"))).isEmpty();
  }

  @Test
  void strangersAreCountedByTheirOwnAddress() throws Exception {
    var crowd = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 250; i++) {
        crowd.add(stranger("203.0.113.20"));
        assertThat(greeting(crowd.getLast())).as("stranger %d", i).startsWith("SSH-2.0-");
      }
      try (var one = stranger("203.0.113.20");
          var other = stranger("203.0.113.21")) {
        assertThat(greeting(one)).isEmpty();
        assertThat(greeting(other)).startsWith("SSH-2.0-");
      }
    } finally {
      for (var one : crowd) {
        one.close();
      }
    }
  }

  @Test
  void thoseWhoSayNothingDoNotKeepOthersOut() throws Exception {
    var silent = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 1500; i++) {
        silent.add(Balancer.dial(PROXY, broker.port()));
      }
      assertThat(login(NO_PROXY, new byte[0]).good()).isEqualTo("20000\n");
    } finally {
      for (var one : silent) {
        one.close();
      }
    }
    awaitRoom();
    assertThat(login(PROXY, Balancer.line("TCP4 203.0.113.7 198.51.100.1 4711 22")).good())
        .isEqualTo("20000\n");
  }

  /** Until the broker has noticed that they are gone. */
  private static void awaitRoom() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (var one = stranger("203.0.113.30")) {
        if (greeting(one).startsWith("SSH-2.0-")) {
          return;
        }
      }
      Thread.sleep(100);
    }
  }

  private static Socket stranger(String from) throws IOException {
    var socket = Balancer.dial(PROXY, broker.port());
    socket.getOutputStream().write(Balancer.packet(1, from, 1, 0));
    return socket;
  }

  /** What the broker says first; nothing when it closes instead. */
  private static String greeting(Socket socket) {
    try {
      socket.setSoTimeout(20_000);
      return new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
    } catch (IOException reset) {
      return reset instanceof SocketTimeoutException ? "nothing" : "";
    }
  }

  private static long complaints() {
    return broker.log().lines().filter(line -> line.contains(COMPLAINT)).count();
  }
}
