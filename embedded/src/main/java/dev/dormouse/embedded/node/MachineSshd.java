package dev.dormouse.embedded.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine's own sshd, run as the user who runs the cluster.
 *
 * <p>It would log people in to that user's real home, so each command goes through a script that
 * arrives in the session's.
 *
 * @param version 908 for OpenSSH 9.8
 */
record MachineSshd(Path program, Optional<Path> sftpServer, int version) implements Sshd {
  /**
   * The container's variable with lines that its sshd_config begins with: the first of an option
   * counts.
   */
  private static final String MORE = "SSHD_OPTIONS";

  private static final Pattern VERSION = Pattern.compile("OpenSSH_([0-9]+)\\.([0-9]+)");

  static Optional<MachineSshd> find() {
    return first("/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd")
        .map(
            program ->
                new MachineSshd(
                    program,
                    first(
                        "/usr/lib/openssh/sftp-server",
                        "/usr/libexec/openssh/sftp-server",
                        "/usr/libexec/sftp-server",
                        "/usr/lib/ssh/sftp-server"),
                    version(program)));
  }

  @Override
  public List<String> command(Door door) throws IOException {
    Path arrive = Arrival.script(door);
    Path principals = door.folder().resolve("principals");
    Files.writeString(principals, door.principal() + "\n");
    Path authority = door.folder().resolve("user-ca.pub");
    Files.writeString(authority, door.userCa().strip() + "\n");
    Path config = door.folder().resolve("sshd_config");
    Files.writeString(
        config,
        """
        %s
        ListenAddress %s
        Port %d
        HostKey "%s"
        TrustedUserCAKeys "%s"
        AuthorizedPrincipalsFile "%s"
        AuthorizedKeysFile none
        AuthenticationMethods publickey
        ForceCommand /bin/sh '%s'
        ExposeAuthInfo yes
        AcceptEnv *
        X11Forwarding yes
        ClientAliveInterval 15
        StrictModes no
        UsePAM no
        PidFile none
        MaxSessions 100
        MaxStartups 100
        """
            .formatted(
                door.variables().getOrDefault(MORE, ""),
                door.place().address(),
                door.place().port(),
                door.hostKey(),
                authority,
                principals,
                arrive));
    if (sftpServer.isPresent()) {
      append(config, "Subsystem sftp " + sftpServer.get());
    }
    if (version >= 908) {
      append(config, "PerSourcePenalties no");
    }
    if (Files.isWritable(Path.of("/run"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    return List.of(program.toString(), "-D", "-e", "-f", config.toString());
  }

  private static void append(Path config, String line) throws IOException {
    Files.writeString(config, line + "\n", StandardOpenOption.APPEND);
  }

  private static Optional<Path> first(String... paths) {
    return Stream.of(paths).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** Any sshd says its version when it is asked wrongly. */
  private static int version(Path program) {
    try {
      Process asked =
          new ProcessBuilder(program.toString(), "-V").redirectErrorStream(true).start();
      asked.getOutputStream().close();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher found = VERSION.matcher(answer);
      return found.find()
          ? Integer.parseInt(found.group(1)) * 100 + Integer.parseInt(found.group(2))
          : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }
}
