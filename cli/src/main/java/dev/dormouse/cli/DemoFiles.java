package dev.dormouse.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the demo that people and programs read, and what is in them.
 *
 * @param folder of the demo; it may be one that somebody has for other things too
 */
record DemoFiles(Path folder) {
  /** So that the host key belongs to the demo, whichever port it has today. */
  private static final String HOST = "dormouse-demo";

  /** What stands behind the user's name: nothing for the bare one, then each template. */
  private static final List<String> SESSIONS =
      Stream.concat(Stream.of(""), DemoObjects.TEMPLATES.stream().map("-"::concat)).toList();

  static DemoFiles in(Path folder) throws IOException {
    var files = new DemoFiles(folder);
    Files.createDirectories(files.keys());
    Files.setPosixFilePermissions(files.keys(), PosixFilePermissions.fromString("rwx------"));
    return files;
  }

  /** The key by which people know the demo. */
  KeyFile hostKey() throws IOException {
    return KeyFile.kept(keys().resolve("host"));
  }

  /** The key that signs the broker's certificates for sessions. */
  KeyFile userCa() throws IOException {
    return KeyFile.kept(keys().resolve("user-ca"));
  }

  /** The key that ssh_config logs in with, so that nobody is asked for a passphrase. */
  KeyFile ownKey() throws IOException {
    return KeyFile.kept(keys().resolve("yours"));
  }

  private Path keys() {
    return folder.resolve("keys");
  }

  Path log() {
    return folder.resolve("demo.log");
  }

  Path sshConfig() {
    return folder.resolve("ssh_config");
  }

  /** The demo's broker, as {@code dormouse broker --config} would start it. */
  Path writeBrokerConfig(Path kubeconfig, int port, int operations) throws IOException {
    return Files.writeString(
        folder.resolve("broker.yaml"),
        """
        # The demo's broker, written at each start. dormouse broker --config FILE --print-config explains each key.
        listen: 127.0.0.1:%d
        operations: 127.0.0.1:%d
        id: demo
        kubeconfig: %s
        hostKeys: [keys/host]
        userCa: keys/user-ca
        drainFor: 0s
        """
            .formatted(port, operations, DemoObjects.quoted(kubeconfig.toString())));
  }

  /** What ssh needs to come in without an option and without a question. */
  void writeSshConfig(String user, InetSocketAddress broker) throws IOException {
    var known = folder.resolve("known_hosts");
    Files.writeString(known, HOST + " " + hostKey().publicKey() + "\n");
    var config = new StringBuilder("# Written by ./dormouse demo at each start.\n");
    // So that what Dormouse says can be typed: ssh alice-small@host.
    var all = new StringBuilder("host dormouse");
    for (var session : SESSIONS) {
      var names = (user.equals("you") ? "" : "you" + session + " ") + user + session;
      config.append("\nHost %s\n  User %s%s\n".formatted(names, user, session));
      all.append(' ').append(names);
    }
    // A session that isn't in the list is user-session@host: no option takes it from a host's name.
    config.append(
        """

        Host %s
          HostName 127.0.0.1
          Port %d
          HostKeyAlias %s
          UserKnownHostsFile %s
          GlobalKnownHostsFile /dev/null
          StrictHostKeyChecking yes
          IdentityFile %s
          IdentitiesOnly yes
        """
            .formatted(all, broker.getPort(), HOST, quoted(known), quoted(ownKey().file())));
    Files.writeString(sshConfig(), config);
  }

  /** As ssh_config reads a file's name. */
  private static String quoted(Path file) {
    return '"' + file.toString().replace("%", "%%") + '"';
  }
}
