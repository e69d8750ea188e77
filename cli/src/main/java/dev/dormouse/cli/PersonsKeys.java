package dev.dormouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The public keys of the person who runs the demo: no question asked, no private key read. */
final class PersonsKeys {
  private static final Pattern KEY =
      Pattern.compile("(?!ssh-dss|.*-cert-)(ssh|ecdsa|sk)-\\S+ [A-Za-z0-9+/=]{16,}( .*)?");
  private static final int PATIENCE_SECONDS = 3;

  /** A SessionUser holds 32, and one is the demo's own. */
  private static final int MOST = 31;

  private PersonsKeys() {}

  /** Those in the folder, which is usually ~/.ssh, and those that the agent has. */
  static List<String> found(Path ssh) throws InterruptedException {
    return Stream.concat(inFolder(ssh), inAgent()).distinct().limit(MOST).toList();
  }

  /**
   * Those in a file: a .pub file, or a private key with its .pub file beside it.
   *
   * @throws Refusal when there is none
   */
  static List<String> in(Path file) throws Refusal {
    var beside = file.resolveSibling(file.getFileName() + ".pub");
    var keys = Stream.concat(lines(file), lines(beside)).distinct().limit(MOST).toList();
    if (keys.isEmpty()) {
      throw new Refusal(
          "--key is \"%s\": %s; give a .pub file (ssh-keygen -t ed25519 makes one)"
              .formatted(file, Files.exists(file) ? "it has no public key" : "it isn't there"));
    }
    return keys;
  }

  private static Stream<String> inFolder(Path ssh) {
    try (var files = Files.newDirectoryStream(ssh, "*.pub")) {
      var sorted = new ArrayList<Path>();
      files.forEach(sorted::add);
      sorted.sort(null);
      return sorted.stream().flatMap(PersonsKeys::lines);
    } catch (IOException none) {
      return Stream.of();
    }
  }

  private static Stream<String> inAgent() throws InterruptedException {
    try {
      var said = Files.createTempFile("dormouse-", ".keys");
      try {
        var asking =
            new ProcessBuilder("ssh-add", "-L")
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!asking.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          asking.destroyForcibly().waitFor();
        }
        return lines(said);
      } finally {
        Files.delete(said);
      }
    } catch (IOException noSuchProgram) {
      return Stream.of();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return keys(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return Stream.of();
    }
  }

  /** The lines that are public keys of a kind that may log in. */
  static Stream<String> keys(String text) {
    return text.lines().map(String::strip).filter(line -> KEY.matcher(line).matches());
  }
}
