package dev.dormouse.cli.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The ssh of this machine, as somebody types it.
 *
 * @param folder of the keys, and of what ssh knows and says
 * @param key the private key's file
 */
record Ssh(Path folder, Path key) {
  private static final long PATIENCE_SECONDS = 120;

  /** A host by a name of its own, with the key that it must have. */
  record Host(String address, int port, String name, String hostKey) {}

  /** Runs true there, and returns when ssh has ended well. */
  void go(Host host, String login) throws IOException, InterruptedException {
    var known = folder.resolve("known_hosts");
    Files.writeString(known, host.name + " " + host.hostKey + "\n");
    var words = new ArrayList<>(List.of("ssh", "-T", "-F", "none", "-i", key.toString()));
    for (var option :
        List.of(
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "HostKeyAlias=" + host.name,
            "UserKnownHostsFile=" + known,
            "GlobalKnownHostsFile=none")) {
      words.addAll(List.of("-o", option));
    }
    words.addAll(List.of("-p", "" + host.port, "-l", login, host.address, "true"));
    ran(words);
  }

  /** Signs the key for a session's pod, as its broker would. */
  void certify(Path userCa, String principal) throws IOException, InterruptedException {
    var sign = List.of("ssh-keygen", "-q", "-s", userCa.toString(), "-I", "bench");
    ran(
        Stream.concat(sign.stream(), Stream.of("-n", principal, "-V", "+1d", key + ".pub"))
            .toList());
  }

  private void ran(List<String> words) throws IOException, InterruptedException {
    var said = folder.resolve("said");
    var process =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "%s took longer than %d s: %s"
                .formatted(words.getFirst(), PATIENCE_SECONDS, Files.readString(said).strip()));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with exit code %d: %s"
              .formatted(words.getFirst(), process.exitValue(), Files.readString(said).strip()));
    }
  }
}
