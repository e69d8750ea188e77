package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine's sshd, as a session's pod has it, run by whoever runs the tests. */
final class Pod implements AutoCloseable {
  static final String PRINCIPAL = "dm-alice/small";
  private final Process process;
  private final InetSocketAddress address;
  private final Path hostKey;

  private Pod(Process process, InetSocketAddress address, Path hostKey) {
    this.process = process;
    this.address = address;
    this.hostKey = hostKey;
  }

  static Pod start(Path folder, Path userCa, String... more) throws Exception {
    Files.createDirectories(folder);
    var hostKey = Keys.make(folder.resolve("host"), "ed25519");
    return start(folder, userCa, hostKey, freePort(), more);
  }

  static Pod start(Path folder, Path userCa, Path hostKey, int port, String... more)
      throws Exception {
    Files.createDirectories(folder);
    var config = folder.resolve("sshd_config");
    Files.writeString(folder.resolve("principals"), PRINCIPAL + "\n");
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s
        TrustedUserCAKeys %s.pub
        AuthorizedPrincipalsFile %s
        AuthorizedKeysFile none
        AuthenticationMethods publickey
        StrictModes no
        UsePAM no
        PidFile none
        MaxSessions 100
        MaxStartups 100
        AllowStreamLocalForwarding yes
        Subsystem sftp /usr/lib/openssh/sftp-server
        LogLevel VERBOSE
        %s
        """
            .formatted(
                port, hostKey, userCa, folder.resolve("principals"), String.join("\n", more)));
    if (Files.isWritable(Path.of("/run"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    var process =
        new ProcessBuilder(List.of("/usr/sbin/sshd", "-D", "-e", "-f", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var patience = System.nanoTime() + 10_000_000_000L;
    while (!listens(address)) {
      if (!process.isAlive() || System.nanoTime() > patience) {
        throw new IOException(Files.readString(folder.resolve("sshd.log")));
      }
      Thread.sleep(10);
    }
    return new Pod(process, address, hostKey);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  String hostKey() throws IOException {
    return Keys.line(hostKey);
  }

  /** As a pod dies: with all that runs in it. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }
}
