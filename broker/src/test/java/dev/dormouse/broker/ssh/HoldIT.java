package dev.dormouse.broker.ssh;

import static dev.dormouse.broker.ssh.Scene.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Farewell.Cause;
import dev.dormouse.broker.relay.Witness;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between a verified signature and the login. */
class HoldIT {
  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(folder);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @Test
  @Tag("A10")
  void linesArriveWhileTheClientWaits() throws Exception {
    var go = new SynchronousQueue<String>();
    scene
        .host()
        .stories
        .put(
            "alice-slow",
            guest -> {
              for (int one = 0; one < 3; one++) {
                guest.tell("dormouse: " + go.take());
              }
              go.take();
              return guest.relay(Host.leg(guest, scene.pod()), Company.none());
            });
    var process = scene.ssh().start("alice-slow@127.0.0.1", "echo done");
    var err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (var word : List.of("waking", "starting", "and \33[31mred")) {
      go.put(word);
      assertThat(err.readLine()).isEqualTo("dormouse: " + word.replace('\33', '?'));
    }
    go.put("go");
    var done = Ssh.outcome(process, InputStream.nullInputStream());
    assertThat(done.text()).isEqualTo("done\n");
    assertThat(done.exit()).isZero();
  }

  @Test
  void aRefusalIsReadInFull() throws Exception {
    var why =
        new Refusal(
            Code.UNKNOWN, "no session or template is called \"smal\"", "yours: small", "or");
    scene
        .host()
        .stories
        .put(
            "alice-smal",
            guest -> {
              guest.refuse(why);
              return null;
            });
    for (int one = 0; one < 3; one++) {
      var done = scene.ssh().run("alice-smal@127.0.0.1", "true");
      assertThat(done.exit()).isEqualTo(255);
      assertThat(done.out().capacity()).isZero();
      assertThat(done.err())
          .contains(
              """
              dormouse: no session or template is called "smal" (DM-UNKNOWN)\r
                        yours: small\r
                        or\r
              """)
          .contains(":11: no session or template is called \"smal\" (DM-UNKNOWN)");
    }
  }

  @Test
  @Tag("A11")
  void whoLeavesIsWaitedForNoLonger() throws Exception {
    var waits = new CountDownLatch(1);
    scene
        .host()
        .stories
        .put(
            "alice-left",
            _ -> {
              waits.countDown();
              Thread.sleep(60_000);
              return null;
            });
    var process = scene.ssh().start("alice-left@127.0.0.1", "true");
    assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
    process.destroy();
    assertThat(scene.host().leavers.poll(5, TimeUnit.SECONDS)).isEqualTo("alice-left");
  }

  @Test
  @Tag("B1")
  void whoHasNoKeyThatOpensIsToldSo() throws Exception {
    List<String> others = new ArrayList<>();
    for (int one = 0; one < 3; one++) {
      others.add("-i");
      others.add(Keys.make(folder.resolve("other" + one), "ed25519").toString());
    }
    var ssh = new Ssh(scene.ssh().port(), Path.of(others.get(1)), scene.ssh().hosts());
    others.add(THERE);
    var done = ssh.run(others.toArray(String[]::new));
    assertThat(done.exit()).isEqualTo(255);
    assertThat(done.err())
        .contains("dormouse: no key of yours opens this (DM-DENIED)")
        .contains("you offered 3")
        .contains(Keys.key(Path.of(others.get(3))).fingerprint());
  }

  @Test
  void anotherHostKeyIsSeen() throws Exception {
    var stranger = Keys.make(folder.resolve("stranger"), "ecdsa");
    var pod = Pod.start(folder.resolve("swapped"), scene.userCa(), stranger, Pod.freePort());
    try (pod) {
      var answers = new SynchronousQueue<Dialled>();
      scene
          .host()
          .stories
          .put(
              "alice-swapped",
              guest -> {
                answers.put(
                    guest.dial(pod.address(), scene.pod().hostKey(), Duration.ofSeconds(5)));
                return null;
              });
      var process = scene.ssh().start("alice-swapped@127.0.0.1", "true");
      assertThat(answers.poll(20, TimeUnit.SECONDS))
          .isEqualTo(new Dialled.WrongHostKey(Keys.key(stranger).fingerprint()));
      process.waitFor();
    }
  }

  @Test
  void nobodyThereIsNotYet() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Pod.freePort());
    var answers = new SynchronousQueue<Dialled>();
    scene
        .host()
        .stories
        .put(
            "alice-nobody",
            guest -> {
              answers.put(guest.dial(address, scene.pod().hostKey(), Duration.ofSeconds(5)));
              return null;
            });
    var process = scene.ssh().start("alice-nobody@127.0.0.1", "true");
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isInstanceOf(Dialled.NotYet.class);
    process.waitFor();
  }

  @Test
  void aPodThatTrustsAnotherAuthorityDenies() throws Exception {
    var other = Keys.make(folder.resolve("other-ca"), "ed25519");
    try (var pod = Pod.start(folder.resolve("other-pod"), other)) {
      var answers = new SynchronousQueue<LoggedIn>();
      scene
          .host()
          .stories
          .put(
              "alice-denied",
              guest -> {
                var dialled = guest.dial(pod.address(), pod.hostKey(), Duration.ofSeconds(5));
                var leg = ((Dialled.Connected) dialled).leg();
                var grant =
                    new Grant(
                        "a",
                        Pod.PRINCIPAL,
                        true,
                        true,
                        true,
                        true,
                        true,
                        "",
                        Duration.ofMinutes(1));
                answers.put(leg.login("root", grant, Duration.ofSeconds(5)));
                leg.close();
                return null;
              });
      var process = scene.ssh().start("alice-denied@127.0.0.1", "true");
      assertThat(answers.poll(20, TimeUnit.SECONDS)).isInstanceOf(LoggedIn.Denied.class);
      process.waitFor();
    }
  }

  @Test
  @Tag("A2")
  void aDeskAnswers() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice",
            guest ->
                guest.desk(
                    new TestDesk(
                        (command, terminal, out, err) -> {
                          out.write(
                              "%s %s"
                                  .formatted(command, terminal)
                                  .getBytes(StandardCharsets.UTF_8));
                          err.write("err".getBytes(StandardCharsets.UTF_8));
                          return 3;
                        }),
                    Witness.BLIND));
    var done = scene.ssh().run("alice@127.0.0.1", "ls --json");
    assertThat(done.exit()).isEqualTo(3);
    assertThat(done.text()).isEqualTo("ls --json false");
    assertThat(done.err()).isEqualTo("err");
    assertThat(scene.ssh().run("-tt", "alice@127.0.0.1").text()).isEqualTo(" true");
    assertThat(scene.host().farewell("alice").cause()).isEqualTo(Cause.CLIENT_LEFT);
    var files = scene.ssh().other("sftp", "-P", "-b", "/dev/null", "alice@127.0.0.1");
    assertThat(files.exit()).isEqualTo(255);
    assertThat(files.err()).endsWith("err");
  }

  @Test
  void aBugIsToldAndHangsNobody() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice-bug",
            _ -> {
              throw new IllegalStateException("a bug");
            });
    var done = scene.ssh().run("alice-bug@127.0.0.1", "true");
    assertThat(done.exit()).isEqualTo(255);
    assertThat(done.err()).contains("DM-INTERNAL");
  }

  @Test
  void whoSaysNothingIsNotWaitedFor() throws Exception {
    try (var hasty = Scene.open(folder.resolve("hasty"), Duration.ofSeconds(1), true);
        var socket = new Socket(InetAddress.getLoopbackAddress(), hasty.host().port())) {
      byte[] said = socket.getInputStream().readAllBytes();
      assertThat(new String(said, StandardCharsets.US_ASCII)).contains("no login within 1 seconds");
      var old = hasty.ssh().run("-c", "aes256-ctr", THERE, "echo old");
      assertThat(old.text()).isEqualTo("old\n");
    }
  }

  @Test
  void aClosedDoorLetsThoseStayWhoAreIn() throws Exception {
    try (var other = Scene.open(folder.resolve("draining"))) {
      var process = other.ssh().start(THERE, "echo in; read line; echo $line; sleep 60");
      process.getInputStream().readNBytes(3);
      other.host().front().stopAccepting();
      assertThat(other.ssh().run(THERE, "true").err()).contains("Connection refused");
      process.getOutputStream().write("still\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      assertThat(process.getInputStream().readNBytes(6))
          .isEqualTo("still\n".getBytes(StandardCharsets.UTF_8));
      other.host().front().close();
      assertThat(Ssh.outcome(process, InputStream.nullInputStream()).err())
          .contains("this door is closing");
    }
  }
}
