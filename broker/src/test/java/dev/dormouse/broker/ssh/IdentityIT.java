package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.relay.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who somebody is, when they do what no honest client does. */
@Tag("B1")
class IdentityIT {
  private static final String LOGIN = "alice-small";

  @TempDir static Path folder;
  private static Scene scene;
  private static Path second;
  private static Path stranger;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(folder);
    second = Keys.make(folder.resolve("second"), "ed25519");
    stranger = Keys.make(folder.resolve("stranger"), "ed25519");
    scene.host().known.add(Keys.key(second));
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

  @Test
  void askingIsNoLogin() throws Exception {
    try (var raw = raw()) {
      raw.ask(LOGIN, scene.user());
      assertThat(raw.answer()).isEqualTo(Raw.KEY_IS_FINE);
      raw.ask(LOGIN, stranger);
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.send(Raw.REQUEST, LOGIN, "ssh-connection", "none");
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
    }
    assertThat(scene.host().guests).isEmpty();
  }

  @Test
  void whoSignedIsWhoItIs() throws Exception {
    try (var raw = raw()) {
      raw.ask(LOGIN, second);
      assertThat(raw.answer()).isEqualTo(Raw.KEY_IS_FINE);
      raw.sign(LOGIN, scene.user());
      assertThat(raw.answer()).isEqualTo(Raw.SUCCESS);
    }
    assertThat(scene.host().guests.take().proof())
        .isEqualTo(new Proof.ByKey(Keys.key(scene.user())));
  }

  @Test
  void anothersSignatureIsNone() throws Exception {
    try (var raw = raw()) {
      raw.sign(LOGIN, "ssh-connection", scene.user(), stranger);
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.sign(LOGIN, "ssh-connection", stranger, stranger);
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
    }
    assertThat(scene.host().guests).isEmpty();
  }

  @Test
  void aServiceOfAnotherKindIsNotServed() throws Exception {
    try (var raw = raw()) {
      raw.sign(LOGIN, "ssh-userauth", scene.user(), scene.user());
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
    }
    assertThat(scene.host().guests).isEmpty();
  }

  @Test
  void aKeyHasOneForm() throws Exception {
    var garbage = new ByteArrayBuffer();
    garbage.putRawBytes(Raw.blob(scene.user()));
    garbage.putRawBytes(new byte[] {1, 2, 3});
    try (var raw = raw()) {
      raw.send(
          Raw.REQUEST,
          LOGIN,
          "ssh-connection",
          "publickey",
          false,
          "ssh-ed25519",
          garbage.getCompactData());
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.send(Raw.REQUEST, LOGIN, "ssh-connection", "publickey", false, "ssh-ed25519", "nonsense");
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.send(
          Raw.REQUEST,
          LOGIN,
          "ssh-connection",
          "publickey",
          false,
          "ecdsa-sha2-nistp256",
          Raw.blob(scene.user()));
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
    }
  }

  @Test
  void nobodyChangesTheirName() throws Exception {
    try (var raw = raw()) {
      raw.ask(LOGIN, stranger);
      assertThat(raw.answer()).isEqualTo(Raw.FAILURE);
      raw.sign("alice-other", scene.user());
      assertThat(raw.gone()).isTrue();
    }
    assertThat(scene.host().guests).isEmpty();
  }

  @Test
  void nothingOfTheConnectionGoesBeforeTheLogin() throws Exception {
    for (int number : new int[] {80, 90, 94, 98, 192}) {
      try (var raw = raw()) {
        raw.send(number, "session", 0, 100, 100);
        assertThat(raw.gone()).isTrue();
      }
    }
    assertThat(scene.host().guests).isEmpty();
  }

  @Test
  void noServiceCanBeHadByAskingForIt() throws Exception {
    for (var service : new String[] {"ssh-connection", "ssh-userauth", "other"}) {
      try (var raw = raw()) {
        raw.send(5, service);
        assertThat(raw.gone()).isTrue();
      }
    }
  }

  @Test
  void whoIsHeldKeepsQuiet() throws Exception {
    var done = new SynchronousQueue<String>();
    scene
        .host()
        .stories
        .put(
            "alice-held",
            guest -> {
              guest.tell("wait");
              try {
                Thread.sleep(60_000);
              } finally {
                done.put("gone");
              }
              return null;
            });
    for (int number : new int[] {Raw.REQUEST, 5, 90, 61}) {
      try (var raw = raw()) {
        raw.sign("alice-held", scene.user());
        assertThat(raw.answer()).isEqualTo(Raw.BANNER);
        raw.send(number, "alice-held", "ssh-connection", "none");
        assertThat(raw.gone()).isTrue();
        done.take();
      }
    }
  }

  @Test
  void keysAreExchangedAnewDuringTheHold() throws Exception {
    var go = new SynchronousQueue<String>();
    scene
        .host()
        .stories
        .put(
            "alice-rekeyed",
            guest -> {
              guest.tell(go.take());
              guest.tell(go.take());
              return guest.relay(Host.leg(guest, scene.pod()), Company.none());
            });
    try (var raw = raw()) {
      raw.sign("alice-rekeyed", scene.user());
      var first = raw.session().reExchangeKeys();
      go.put("one");
      first.verify(Duration.ofSeconds(10));
      assertThat(raw.answer()).isEqualTo(Raw.BANNER);
      var next = raw.session().reExchangeKeys();
      go.put("two");
      next.verify(Duration.ofSeconds(10));
      assertThat(raw.answer()).isEqualTo(Raw.BANNER);
      assertThat(raw.answer()).isEqualTo(Raw.SUCCESS);
    }
  }
}
