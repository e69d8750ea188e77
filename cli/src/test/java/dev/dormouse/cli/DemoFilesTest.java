package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.config.BrokerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void keysAreKeptAndNobodyElsesToRead() throws Exception {
    var first = DemoFiles.in(folder).hostKey();
    Files.delete(folder.resolve("keys/host.pub"));

    assertThat(DemoFiles.in(folder).hostKey()).isEqualTo(first);
    assertThat(folder.resolve("keys/host.pub")).hasContent(first.publicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
        .isEqualTo("rwx------");
    assertThat(DemoFiles.in(folder).userCa().publicKey()).isNotEqualTo(first.publicKey());
  }

  @Test
  void theBrokersConfigIsOneThatTheBrokerTakes() throws Exception {
    var files = DemoFiles.in(folder);
    var kubeconfig = kubeconfig("a \"b\"");
    var keys = List.of(files.hostKey().file(), files.userCa().file());

    var config = BrokerConfig.read(files.writeBrokerConfig(kubeconfig, 2222, 9464), Map.of());

    assertThat(config.kubeconfig()).isEqualTo(new BrokerConfig.Kubeconfig.In(kubeconfig));
    assertThat(config.hostKeys()).containsExactly(keys.getFirst());
    assertThat(config.userCa()).isEqualTo(keys.getLast());
    assertThat(config.drainFor()).isZero();
  }

  private Path kubeconfig(String name) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        """
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:6443"}}]
        contexts: [{name: c, context: {cluster: c, user: c}}]
        current-context: c
        """);
  }

  @Test
  void sshKnowsEverySessionByItsNameAndAsYours() throws Exception {
    var files = DemoFiles.in(folder);

    files.writeSshConfig("alice", new InetSocketAddress(InetAddress.getLoopbackAddress(), 2201));

    assertThat(files.sshConfig())
        .content()
        .contains("\nHost you alice\n  User alice\n")
        .contains("\nHost you-shell alice-shell\n  User alice-shell\n")
        .contains("\nHost host dormouse you alice you-shell alice-shell you-tiny alice-tiny")
        .contains("  Port 2201\n");
    assertThat(folder.resolve("known_hosts"))
        .hasContent("dormouse-demo " + files.hostKey().publicKey());
  }
}
