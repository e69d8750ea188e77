package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.HomeClaim;
import dev.dormouse.crds.objects.HostKey;
import dev.dormouse.crds.objects.SessionPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session's pod answers ssh, with this machine's sshd and without one. */
@Timeout(60)
class SshdIT {
  @TempDir Path folder;

  static Stream<Sshd> kinds() {
    return Stream.concat(MachineSshd.find().stream(), Stream.of(new JavaSshd()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsCertificateOpensItAndNoOtherDoes(Sshd sshd) throws Exception {
    KeyPair authority = key();
    KeyPair hostKey = key();
    try (var cluster = SmallCluster.in(folder, sshd);
        var client = SshClient.setUpDefaultClient()) {
      Pod pod = session(cluster, authority, hostKey);
      client.setServerKeyVerifier((_, _, key) -> KeyUtils.compareKeys(key, hostKey.getPublic()));
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.start();

      try (ClientSession ssh = login(client, pod, certified(authority, "default/small"))) {
        assertThat(ssh.executeRemoteCommand("echo hello > kept; echo $DORMOUSE_SESSION; pwd"))
            .isEqualTo("small\n" + folder.resolve("volumes/default/small-home") + "\n");
        assertThat(folder.resolve("volumes/default/small-home/kept")).hasContent("hello\n");
      }
      assertThatThrownBy(() -> login(client, pod, certified(authority, "default/other")).close())
          .isInstanceOf(SshException.class);
      assertThatThrownBy(() -> login(client, pod, certified(key(), "default/small")).close())
          .isInstanceOf(SshException.class);
      assertThatThrownBy(() -> login(client, pod, key()).close()).isInstanceOf(SshException.class);
    }
  }

  private static Pod session(SmallCluster cluster, KeyPair authority, KeyPair hostKey)
      throws Exception {
    var yaml = cluster.client().getKubernetesSerialization();
    Session session =
        yaml.unmarshal(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: Session
            metadata: {name: small, namespace: default, uid: 00000000-0000-4000-8000-000000000001}
            spec: {owner: alice, template: debian}
            """,
            Session.class);
    SessionTemplate template =
        yaml.unmarshal(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: SessionTemplate
            metadata: {name: debian}
            spec: {image: "debian:13"}
            """,
            SessionTemplate.class);
    String pinned = PublicKeyEntry.toString(hostKey.getPublic());
    session.setStatus(
        new SessionStatus(
            null, null, null, pinned, null, null, null, Map.of(), null, null, null, null,
            List.of()));
    Secret secret = HostKey.secret(session, pinned, privateKey(hostKey));
    secret.getMetadata().setOwnerReferences(List.of()); // there is no Session, so it would go
    cluster.client().resource(secret).create();
    cluster.client().resource(HomeClaim.of(session, template).orElseThrow()).create();
    String userCa = PublicKeyEntry.toString(authority.getPublic());
    Pod pod =
        SessionPod.of(session, "k3x9q", template, Optional.empty(), userCa, new Bundle.None());
    pod.getMetadata().setOwnerReferences(List.of());
    cluster.client().resource(pod).create();
    return cluster.await("small-k3x9q", it -> it.getStatus().getPodIP() != null);
  }

  private static ClientSession login(SshClient client, Pod pod, KeyPair identity) throws Exception {
    ClientSession session = connect(client, pod);
    try {
      session.addPublicKeyIdentity(identity);
      session.auth().verify(Duration.ofSeconds(10));
      return session;
    } catch (Exception refused) {
      session.close(true);
      throw refused;
    }
  }

  /** An address is told when the container runs; its sshd listens a little later. */
  private static ClientSession connect(SshClient client, Pod pod) throws Exception {
    Instant deadline = Instant.now().plusSeconds(20);
    while (true) {
      try {
        return client
            .connect(System.getProperty("user.name"), pod.getStatus().getPodIP(), 2022)
            .verify(Duration.ofSeconds(10))
            .getSession();
      } catch (SshException notYet) {
        if (Instant.now().isAfter(deadline)) {
          throw notYet;
        }
        Thread.sleep(10);
      }
    }
  }

  private static KeyPair certified(KeyPair authority, String principal) throws Exception {
    KeyPair identity = key();
    var certificate =
        OpenSshCertificateBuilder.userCertificate()
            .id("test")
            .serial(1)
            .publicKey(identity.getPublic())
            .principals(List.of(principal))
            .validAfter(Instant.now().minusSeconds(60))
            .validBefore(Instant.now().plusSeconds(600))
            .sign(authority);
    return new KeyPair(certificate, identity.getPrivate());
  }

  private static KeyPair key() throws Exception {
    return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
  }

  private static String privateKey(KeyPair pair) throws Exception {
    var text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "session", null, text);
    return text.toString(StandardCharsets.UTF_8);
  }
}
