package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys and certificates count, made by ssh-keygen and shown by ssh. */
@Tag("B1")
class KindsOfKeysIT {
  @TempDir static Path folder;
  private static Scene scene;
  private static Path authority;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(folder);
    authority = Keys.make(folder.resolve("authority"), "ecdsa");
    scene.host().authorities.add(Keys.key(authority));
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @BeforeEach
  void forget() {
    scene.host().guests.clear();
  }

  private static boolean opens(Path key, String... options) throws Exception {
    var ssh = new Ssh(scene.ssh().port(), key, scene.ssh().hosts());
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of(Scene.THERE, "exit 42"));
    return ssh.run(arguments.toArray(String[]::new)).exit() == 42;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void keysOpen(String type) throws Exception {
    var key = Keys.make(folder.resolve("plain-" + type), type);
    assertThat(opens(key)).isFalse();
    scene.host().known.add(Keys.key(key));
    assertThat(opens(key)).isTrue();
    assertThat(scene.host().guests.take().proof()).isEqualTo(new Proof.ByKey(Keys.key(key)));
  }

  @Test
  void noSha1() throws Exception {
    var key = Keys.make(folder.resolve("sha1"), "rsa");
    scene.host().known.add(Keys.key(key));
    assertThat(opens(key, "-o", "PubkeyAcceptedAlgorithms=rsa-sha2-256")).isTrue();
    assertThat(opens(key, "-o", "PubkeyAcceptedAlgorithms=ssh-rsa")).isFalse();
  }

  private static Path certified(String name, String type, Path by, String... options)
      throws Exception {
    var key = Keys.make(folder.resolve(name), type);
    List<String> arguments =
        new ArrayList<>(List.of("-q", "-s", by.toString(), "-I", "id of " + name, "-z", "99"));
    arguments.addAll(List.of(options));
    arguments.add(key + ".pub");
    Keys.keygen(arguments.toArray(String[]::new));
    return key;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void certificatesOpen(String type) throws Exception {
    var key =
        certified(
            "cert-" + type,
            type,
            authority,
            "-n",
            "alice-small,other",
            "-O",
            "force-command=echo",
            "-O",
            "source-address=127.0.0.0/8",
            "-O",
            "no-pty");
    assertThat(opens(key)).isTrue();
    var proof = (Proof.ByCertificate) scene.host().guests.take().proof();
    assertThat(proof.key()).isEqualTo(Keys.key(key));
    assertThat(proof.authority()).isEqualTo(Keys.key(authority));
    assertThat(proof.id()).isEqualTo("id of cert-" + type);
    assertThat(proof.serial()).isEqualTo(99);
    assertThat(proof.principals()).containsExactly("alice-small", "other");
    assertThat(proof.criticalOptions())
        .containsEntry("force-command", "echo")
        .containsEntry("source-address", "127.0.0.0/8");
    assertThat(proof.extensions()).contains("permit-port-forwarding").doesNotContain("permit-pty");
  }

  @Test
  void whatACertificateForbidsIsForbidden() throws Exception {
    var stranger = Keys.make(folder.resolve("stranger"), "ed25519");
    var named = "alice-small";
    assertThat(opens(certified("c1", "ed25519", stranger, "-n", named))).isFalse();
    assertThat(opens(certified("c2", "ed25519", authority, "-n", "bob"))).isFalse();
    assertThat(opens(certified("c3", "ed25519", authority, "-n", named, "-V", "-2d:-1d")))
        .isFalse();
    assertThat(opens(certified("c4", "ed25519", authority, "-n", named, "-V", "+1d:+2d")))
        .isFalse();
    assertThat(
            opens(
                certified(
                    "c5", "ed25519", authority, "-n", named, "-O", "source-address=10.0.0.0/8")))
        .isFalse();
    assertThat(
            opens(
                certified("c6", "ed25519", authority, "-n", named, "-O", "critical:new@example=x")))
        .isFalse();
    assertThat(opens(certified("c7", "ed25519", authority, "-h", "-n", named))).isFalse();
    assertThat(opens(certified("c8", "ed25519", authority, "-n", named))).isTrue();
  }

  /** What a security key would sign, signed by a key of ours. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5})
  void somebodyMustHaveTouchedASecurityKey(int flags) throws Exception {
    var pair = Keys.make(folder.resolve("sk" + flags), "ed25519");
    var plain = new ByteArrayBuffer(Raw.blob(pair));
    plain.getString();
    var blob = new ByteArrayBuffer();
    blob.putString("sk-ssh-ed25519@openssh.com");
    blob.putBytes(plain.getBytes());
    blob.putString("ssh:");
    var wire = blob.getCompactData();
    scene
        .host()
        .known
        .add(new Key("sk-ssh-ed25519@openssh.com", Base64.getEncoder().encodeToString(wire)));
    boolean touched = (flags & 1) == 1;
    try (var raw = new Raw(scene.host().port())) {
      raw.send(
          Raw.REQUEST,
          "alice-small",
          "ssh-connection",
          "publickey",
          true,
          "sk-ssh-ed25519@openssh.com",
          wire,
          signature(raw, pair, wire, flags));
      assertThat(raw.answer()).isEqualTo(touched ? Raw.SUCCESS : Raw.FAILURE);
    }
    assertThat(scene.host().guests).hasSize(touched ? 1 : 0);
    scene.host().skRules = new SkRules(false, true);
    boolean verified = (flags & 4) == 4;
    try (var raw = new Raw(scene.host().port())) {
      raw.send(
          Raw.REQUEST,
          "alice-small",
          "ssh-connection",
          "publickey",
          true,
          "sk-ssh-ed25519@openssh.com",
          wire,
          signature(raw, pair, wire, flags));
      assertThat(raw.answer()).isEqualTo(verified ? Raw.SUCCESS : Raw.FAILURE);
    } finally {
      scene.host().skRules = SkRules.USUAL;
    }
  }

  private static byte[] signature(Raw raw, Path pair, byte[] wire, int flags) throws Exception {
    var request = new ByteArrayBuffer();
    request.putBytes(raw.session().getSessionId());
    request.putByte((byte) Raw.REQUEST);
    request.putString("alice-small");
    request.putString("ssh-connection");
    request.putString("publickey");
    request.putBoolean(true);
    request.putString("sk-ssh-ed25519@openssh.com");
    request.putBytes(wire);
    var sha = MessageDigest.getInstance("SHA-256");
    var signed = new ByteArrayBuffer();
    signed.putRawBytes(sha.digest("ssh:".getBytes(StandardCharsets.UTF_8)));
    signed.putByte((byte) flags);
    signed.putUInt(1);
    signed.putRawBytes(sha.digest(request.getCompactData()));
    var signer = BuiltinSignatures.ed25519.create();
    signer.initSigner(raw.session(), Keys.pair(pair).getPrivate());
    signer.update(raw.session(), signed.array(), 0, signed.available());
    var signature = new ByteArrayBuffer();
    signature.putString("sk-ssh-ed25519@openssh.com");
    signature.putBytes(signer.sign(raw.session()));
    signature.putByte((byte) flags);
    signature.putUInt(1);
    return signature.getCompactData();
  }
}
