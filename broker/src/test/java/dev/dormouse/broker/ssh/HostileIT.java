package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Witness;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and pods that want to fill the broker, or to stay in it for ever. */
class HostileIT {
  private static final int PING = 192;
  private static final int GLOBAL_REQUEST = 80;
  private static final int CHANNEL_OPEN = 90;

  /** The kernels' buffers on both sides, and what a leg may have on its way. */
  private static final long ENOUGH = 64L << 20;

  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(folder);
    scene
        .host()
        .stories
        .put(
            "alice",
            guest -> guest.desk(new TestDesk((command, terminal, out, err) -> 0), Witness.BLIND));
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @BeforeEach
  void forget() {
    scene.host().guests.clear();
  }

  private static Raw raw() throws Exception {
    return new Raw(scene.host().port());
  }

  private static Raw in(String login) throws Exception {
    var raw = raw();
    raw.sign(login, scene.user());
    assertThat(raw.answer()).isEqualTo(Raw.SUCCESS);
    return raw;
  }

  /** How much of it goes out before the other side takes no more. */
  private static long taken(Raw raw, Buffer... messages) throws Exception {
    raw.session().getIoSession().suspendRead();
    long taken = 0;
    while (taken < ENOUGH) {
      for (var message : messages) {
        var copy = raw.session().createBuffer(message.array()[message.rpos()], message.available());
        copy.putRawBytes(message.array(), message.rpos() + 1, message.available() - 1);
        var written = raw.session().writePacket(copy);
        if (!written.await(Duration.ofSeconds(3))) {
          return taken;
        }
        taken += message.available();
      }
    }
    return taken;
  }

  private static Buffer ping(int length) {
    var ping = new ByteArrayBuffer();
    ping.putByte((byte) PING);
    ping.putBytes(new byte[length]);
    return ping;
  }

  @Test
  void whoPingsWithoutReadingIsNotReadEither() throws Exception {
    try (var raw = in("alice-small")) {
      assertThat(taken(raw, ping(4000))).isLessThan(ENOUGH);
      raw.session().getIoSession().resumeRead();
      for (int answers = 0; answers < 1000; answers++) {
        assertThat(raw.answer()).isIn(193, GLOBAL_REQUEST);
      }
    }
  }

  @Test
  void aPingIsShort() throws Exception {
    try (var raw = in("alice-small")) {
      raw.send(PING, new byte[5000]);
      raw.awaitGone();
    }
  }

  @Test
  void whoAsksTheDeskWithoutReadingIsNotReadEither() throws Exception {
    try (var raw = in("alice")) {
      var request = new ByteArrayBuffer();
      request.putByte((byte) GLOBAL_REQUEST);
      request.putString("x@y");
      request.putBoolean(true);
      request.putRawBytes(new byte[200]);
      assertThat(taken(raw, request)).isLessThan(ENOUGH);
    }
  }

  @Test
  void theDeskKeepsNoMoreThanSomeChannels() throws Exception {
    try (var raw = in("alice")) {
      for (int one = 0; one < 100; one++) {
        raw.send(CHANNEL_OPEN, "session", one, 1000, 1000);
      }
      raw.awaitGone();
    }
  }

  @Test
  void whatNobodyKnowsIsNotAnsweredBeforeTheLogin() throws Exception {
    for (int number : new int[] {8, 9, 22, 60, 79}) {
      try (var raw = raw()) {
        raw.send(number, "xxx");
        assertThat(raw.gone()).as("%d", number).isTrue();
      }
    }
  }

  @Test
  void keysAreNotExchangedAnewBeforeTheLogin() throws Exception {
    try (var raw = raw()) {
      var _ = raw.session().reExchangeKeys();
      assertThat(raw.gone()).isTrue();
    }
  }

  @Test
  void whoSaysTooMuchBeforeTheLoginIsCutOff() throws Exception {
    try (var raw = raw()) {
      for (int one = 0; one < 20; one++) {
        raw.send(2, new byte[30_000]);
      }
      assertThat(raw.gone()).isTrue();
    }
  }

  @Test
  void anUnknownMethodIsRefusedLikeNone() throws Exception {
    try (var raw = raw()) {
      raw.send(Raw.REQUEST, "alice-small", "ssh-connection", "pass\nword", false, "x");
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.sign("alice-small", scene.user());
      assertThat(raw.answer()).isEqualTo(Raw.SUCCESS);
    }
  }

  @Test
  void aGoodbyeIsOneLine() throws Exception {
    scene.as("alice-bye");
    try (var raw = in("alice-bye")) {
      raw.send(1, 11, "bye\n2026-11-21 forged\33[2J", "");
      assertThat(scene.host().farewell("alice-bye").words()).isEqualTo("bye?2026-11-21 forged?[2J");
    }
  }

  @Test
  void aRefusedClientCannotStayByAKeyExchangeThatDoesNotEnd() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice-stays",
            guest -> {
              Thread.sleep(1000);
              guest.refuse(new Refusal(Code.UNKNOWN, "no", "go"));
              return null;
            });
    try (var raw = raw()) {
      raw.sign("alice-stays", scene.user());
      var guest = scene.host().guests.take();
      raw.session().getIoSession().suspendRead();
      var _ = raw.session().reExchangeKeys();
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      while (guest.here()) {
        assertThat(System.nanoTime()).isLessThan(patience);
        Thread.sleep(100);
      }
    }
  }

  @Test
  void aPodThatLetsInBeforeItIsAskedIsDenied() throws Exception {
    try (var pod = new EagerPod(folder.resolve("eager"))) {
      var answers = new SynchronousQueue<LoggedIn>();
      scene
          .host()
          .stories
          .put(
              "alice-eager",
              guest -> {
                var dialled = guest.dial(pod.address(), pod.hostKey(), Duration.ofSeconds(5));
                var grant =
                    new Grant("a", "p", true, true, true, true, true, "", Duration.ofMinutes(1));
                try (var leg = ((Dialled.Connected) dialled).leg()) {
                  Thread.sleep(500);
                  answers.put(leg.login("root", grant, Duration.ofSeconds(5)));
                }
                return null;
              });
      var process = scene.ssh().start("alice-eager@127.0.0.1", "true");
      assertThat(answers.poll(20, TimeUnit.SECONDS)).isInstanceOf(LoggedIn.Denied.class);
      process.waitFor();
    }
  }

  @Test
  void aPinThatNobodyCanReadIsSaid() throws Exception {
    var answers = new SynchronousQueue<Dialled>();
    scene
        .host()
        .stories
        .put(
            "alice-unpinned",
            guest -> {
              answers.put(
                  guest.dial(scene.pod().address(), "ssh-ed25519 AAAA", Duration.ofSeconds(5)));
              return null;
            });
    var process = scene.ssh().start("alice-unpinned@127.0.0.1", "true");
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(new Dialled.NoPin("ssh-ed25519 AAAA"));
    process.waitFor();
  }

  @Test
  void aGrantWithoutTerminalGivesNone() throws Exception {
    scene
        .host()
        .stories
        .put(
            "alice-bare",
            guest -> {
              var dialled =
                  guest.dial(scene.pod().address(), scene.pod().hostKey(), Duration.ofSeconds(5));
              var leg = ((Dialled.Connected) dialled).leg();
              var grant =
                  new Grant(
                      "a",
                      Pod.PRINCIPAL,
                      true,
                      true,
                      true,
                      false,
                      false,
                      "",
                      Duration.ofMinutes(1));
              leg.login(System.getProperty("user.name"), grant, Duration.ofSeconds(5));
              return guest.relay(leg, Company.none());
            });
    var done = scene.ssh().run("-tt", "alice-bare@127.0.0.1", "tty");
    assertThat(done.err()).contains("PTY allocation request failed");
  }

  @Test
  void aCrowdThatSaysNothingKeepsFewOut() throws Exception {
    try (var other = Scene.open(folder.resolve("crowd"))) {
      List<Socket> silent = new ArrayList<>();
      try {
        for (int one = 0; one < Crowd.MOST_OF_A_SOURCE; one++) {
          var socket = new Socket(InetAddress.getLoopbackAddress(), other.host().port());
          assertThat(socket.getInputStream().read()).isEqualTo('S');
          silent.add(socket);
        }
        try (var late = new Socket(InetAddress.getLoopbackAddress(), other.host().port())) {
          assertThat(late.getInputStream().read()).as("turned away").isEqualTo(-1);
        }
        for (var one : silent.subList(0, 10)) {
          one.close();
        }
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String out;
        do {
          assertThat(System.nanoTime()).isLessThan(patience);
          var process = other.ssh().start(Scene.THERE, "echo in");
          out = Ssh.outcome(process, InputStream.nullInputStream()).text();
        } while (!out.equals("in\n"));
      } finally {
        for (var one : silent) {
          one.close();
        }
      }
    }
  }
}
