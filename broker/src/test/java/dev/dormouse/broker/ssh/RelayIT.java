package dev.dormouse.broker.ssh;

import static dev.dormouse.broker.ssh.Scene.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Farewell.Cause;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real ssh does with a real sshd, with us in between. */
class RelayIT {
  private static final long MANY = 200L << 20;

  /**
   * What this client would take else, sntrup761, needs most of the time of such a test for itself.
   */
  private static final String CHEAP_KEX = "KexAlgorithms=curve25519-sha256";

  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(folder, "RekeyLimit 4M");
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 255})
  @Tag("A6")
  void exitCodesArrive(int code) throws Exception {
    var there = scene.as("alice-exit");
    assertThat(scene.ssh().run(there, "exit " + code).exit()).isEqualTo(code);
    assertThat(scene.host().farewell("alice-exit").cause()).isEqualTo(Cause.CLIENT_LEFT);
  }

  @Test
  @Tag("A6")
  void stdoutAndStderrStayApart() throws Exception {
    var done = scene.ssh().run(THERE, "echo out; echo err >&2");
    assertThat(done.text()).isEqualTo("out\n");
    assertThat(done.err()).isEqualTo("err\n");
  }

  @Test
  @Tag("A6")
  void deathBySignalIsTold() throws Exception {
    var done = scene.ssh().run("-v", THERE, "kill -TERM $$");
    assertThat(done.exit()).isEqualTo(255);
    assertThat(done.err()).contains("exit-signal");
  }

  @Test
  @Tag("A6")
  void everyByteValueComesBack() throws Exception {
    byte[] all = new byte[256];
    for (int value = 0; value < all.length; value++) {
      all[value] = (byte) value;
    }
    var done = scene.ssh().feed(new ByteArrayInputStream(all), THERE, "cat");
    assertThat(done.out().array()).isEqualTo(all);
  }

  @Test
  @Tag("A6")
  void endOfInputIsNoEndOfOutput() throws Exception {
    var done =
        scene.ssh().feed(new ByteArrayInputStream(new byte[3]), THERE, "wc -c; sleep 0.3; echo on");
    assertThat(done.text()).isEqualTo("3\non\n");
  }

  @Test
  @Tag("A7")
  void terminalsHaveASizeAndAName() throws Exception {
    var done = scene.ssh().run("-tt", THERE, "tty >/dev/null && echo $TERM yes");
    assertThat(done.text()).contains("yes\r\n");
  }

  @Test
  @Tag("A6")
  void muchGoesUpWhileBothLegsRekey() throws Exception {
    var bytes = new Bytes(MANY);
    var done =
        scene
            .ssh()
            .feed(bytes, "-o", "RekeyLimit=1M", "-o", CHEAP_KEX, scene.as("alice-up"), "sha256sum");
    assertThat(done.text()).startsWith(bytes.sum());
    assertThat(scene.host().farewell("alice-up").up()).isGreaterThan(MANY);
  }

  @Test
  @Tag("A6")
  void muchComesDownWhileBothLegsRekey() throws Exception {
    var process =
        scene
            .ssh()
            .start(
                "-o",
                "RekeyLimit=1M",
                "-o",
                CHEAP_KEX,
                scene.as("alice-down"),
                "head -c %d /dev/zero".formatted(MANY));
    var done = Ssh.outcome(process, InputStream.nullInputStream());
    assertThat(done.exit()).isZero();
    assertThat(done.out().capacity()).isEqualTo(MANY);
    assertThat(scene.host().farewell("alice-down").down()).isGreaterThan(MANY);
  }

  @Test
  @Tag("A6")
  void compressionOfTheClientIsOurs() throws Exception {
    var done = scene.ssh().run("-C", THERE, "head -c 3000000 /dev/zero | tr '\\0' x");
    assertThat(done.out().capacity()).isEqualTo(3_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-s", "-O"})
  @Tag("A7")
  void scpCopiesBothWays(String protocol) throws Exception {
    var here = Files.write(folder.resolve("scp" + protocol), new Bytes(5_000_000).readAllBytes());
    var there = folder.resolve("there" + protocol);
    var back = folder.resolve("back" + protocol);
    assertThat(scp(protocol, here.toString(), THERE + ":" + there).exit()).isZero();
    assertThat(scp(protocol, THERE + ":" + there, back.toString()).exit()).isZero();
    assertThat(back).hasSameBinaryContentAs(here);
  }

  private static Ssh.Outcome scp(String protocol, String from, String to) throws Exception {
    return scene.ssh().other("scp", "-P", protocol, "-q", from, to);
  }

  @Test
  @Tag("A7")
  void sftpLists() throws Exception {
    var batch = Files.writeString(folder.resolve("batch"), "ls " + folder.resolve("pod") + "\n");
    var done = scene.ssh().other("sftp", "-P", "-b", batch.toString(), THERE);
    assertThat(done.text()).contains("sshd_config");
  }

  @Test
  @Tag("A8")
  void portsAreForwarded() throws Exception {
    int here = Pod.freePort();
    int there = Pod.freePort();
    int socks = Pod.freePort();
    int pod = scene.pod().address().getPort();
    var process =
        scene
            .ssh()
            .start(
                "-N",
                "-o",
                "ExitOnForwardFailure=yes",
                "-L",
                here + ":127.0.0.1:" + pod,
                "-R",
                there + ":127.0.0.1:" + pod,
                "-D",
                String.valueOf(socks),
                THERE);
    try {
      assertThat(greeting(here)).startsWith("SSH-2.0-OpenSSH");
      assertThat(greeting(there)).startsWith("SSH-2.0-OpenSSH");
      assertThat(greeting(socks, 5, 1, 0)).startsWith("\5\0");
    } finally {
      process.destroy();
    }
  }

  private static String greeting(int port, int... hello) throws Exception {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        for (int one : hello) {
          socket.getOutputStream().write(one);
        }
        byte[] some = new byte[100];
        int count = socket.getInputStream().read(some);
        return new String(some, 0, Math.max(count, 0), StandardCharsets.US_ASCII);
      } catch (java.io.IOException notYet) {
        if (System.nanoTime() > patience) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  @Test
  @Tag("A6")
  void aClientThatStopsReadingIsWaitedForAndFillsNothing() throws Exception {
    var process = scene.ssh().start(THERE, "head -c %d /dev/zero; echo end".formatted(MANY));
    var out = process.getInputStream();
    out.readNBytes(1 << 20);
    signal(process, "STOP");
    long before = heap();
    Thread.sleep(3000);
    long grown = heap() - before;
    signal(process, "CONT");
    byte[] rest = out.readAllBytes();
    assertThat(rest.length + (1L << 20)).isEqualTo(MANY + 4);
    assertThat(process.waitFor()).isZero();
    assertThat(grown).isLessThan(32 << 20);
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  @Tag("A4")
  void manySessionsShareAConnection() throws Exception {
    var control = folder.resolve("control").toString();
    var master = scene.ssh().start("-M", "-N", "-S", control, THERE);
    try {
      for (int one = 0; one < 5; one++) {
        while (!Files.exists(Path.of(control))) {
          Thread.sleep(20);
        }
        assertThat(scene.ssh().run("-S", control, THERE, "echo " + one).text())
            .isEqualTo(one + "\n");
      }
    } finally {
      master.destroy();
    }
  }

  @Test
  void aPodThatDiesSaysGoodbye() throws Exception {
    var doomed = Pod.start(folder.resolve("doomed"), scene.userCa());
    scene.host().stories.put("alice-doomed", Host.into(doomed));
    var process = scene.ssh().start("alice-doomed@127.0.0.1", "echo in; sleep 60");
    process.getInputStream().readNBytes(3);
    doomed.kill();
    var done = Ssh.outcome(process, InputStream.nullInputStream());
    assertThat(done.exit()).isEqualTo(255);
    assertThat(done.err()).contains("the connection was lost");
    assertThat(scene.host().farewell("alice-doomed").cause()).isEqualTo(Cause.POD_LEFT);
  }

  @Test
  void aGuestCanBeEnded() throws Exception {
    var process = scene.ssh().start(scene.as("alice-ended"), "echo in; sleep 60");
    process.getInputStream().readNBytes(3);
    guest("alice-ended").end("you may not log in any more (DM-SUSPENDED)");
    var done = Ssh.outcome(process, InputStream.nullInputStream());
    assertThat(done.err()).contains("you may not log in any more (DM-SUSPENDED)");
    assertThat(scene.host().farewell("alice-ended").cause()).isEqualTo(Cause.ENDED);
  }

  private static Guest guest(String login) throws InterruptedException {
    while (true) {
      var guest = scene.host().guests.take();
      if (guest.login().equals(login)) {
        return guest;
      }
    }
  }

  @Test
  @Tag("A8")
  void whatTheGrantLeavesOutIsRefused() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice-narrow",
            guest -> guest.relay(Host.leg(guest, scene.pod(), false, ""), Company.none()));
    int port = Pod.freePort();
    var done =
        scene
            .ssh()
            .run(
                "-o",
                "ExitOnForwardFailure=yes",
                "-R",
                port + ":127.0.0.1:1",
                "alice-narrow@127.0.0.1",
                "true");
    assertThat(done.exit()).isEqualTo(255);
    assertThat(done.err()).contains("remote port forwarding failed");
  }

  @Test
  void aForcedCommandIsForced() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice-forced",
            guest ->
                guest.relay(Host.leg(guest, scene.pod(), true, "echo forced"), Company.none()));
    assertThat(scene.ssh().run("alice-forced@127.0.0.1", "echo mine").text()).isEqualTo("forced\n");
  }
}
