package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** Keys made by ssh-keygen, as people have them. */
final class Keys {
  private Keys() {}

  static Path make(Path file, String type) throws IOException, InterruptedException {
    keygen("-q", "-t", type, "-N", "", "-C", "", "-f", file.toString());
    return file;
  }

  static void keygen(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  static KeyPair pair(Path file) throws IOException {
    try {
      return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
    } catch (RuntimeException unreadable) {
      throw new IOException(unreadable);
    }
  }

  static String line(Path file) throws IOException {
    return Files.readString(Path.of(file + ".pub")).strip();
  }

  static Key key(Path file) throws IOException {
    var parts = line(file).split(" ", -1);
    return new Key(parts[0], parts[1]);
  }
}
