package dev.dormouse.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A login as people make it, by a real ssh with a key: it runs a command in a session and comes
 * back.
 *
 * @param ssh the program
 * @param key the private key's file; beside it is room for what ssh needs
 */
record Visit(String ssh, Path key, String host, int port, String login) {
  /** How long a broker may take to hear of a new user. */
  private static final Duration NEWS = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What came of it. */
  sealed interface Came {
    /** It was in, and this is what the session printed. */
    record In(String printed) implements Came {}

    /** It wasn't; ssh has said why. */
    record Not(String how) implements Came {}
  }

  /** Tries until it is in; a no counts once the brokers must have heard of the key. */
  Came go(String command, Duration patience) throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (true) {
      var came = once(command, patience);
      if (came instanceof Came.In || System.nanoTime() - began > NEWS.toNanos()) {
        return came;
      }
      Thread.sleep(PAUSE);
    }
  }

  private Came once(String command, Duration patience) throws IOException, InterruptedException {
    var printed = key.resolveSibling("printed");
    var builder =
        new ProcessBuilder(words(command))
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(printed.toFile())
            .redirectError(Redirect.INHERIT);
    // The bundle's ssh asks here who it is, where the image doesn't know its own user.
    builder.environment().put("NSS_WRAPPER_PASSWD", accounts().toString());
    builder.environment().put("NSS_WRAPPER_GROUP", key.resolveSibling("group").toString());
    var process = builder.start();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
      return new Came.Not("ssh took longer than " + patience.toSeconds() + " s");
    }
    return process.exitValue() == 0
        ? new Came.In(Files.readString(printed))
        : new Came.Not("ssh ended with exit code " + process.exitValue());
  }

  private Path accounts() throws IOException {
    var folder = key.toAbsolutePath().getParent();
    Files.writeString(key.resolveSibling("group"), "guest:x:65532:\n");
    return Files.writeString(
        key.resolveSibling("passwd"),
        "guest:x:%s:65532:guest:%s:/bin/sh\n"
            .formatted(Files.getAttribute(key, "unix:uid"), folder));
  }

  private List<String> words(String command) {
    return List.of(
        ssh,
        "-T",
        "-F",
        "none",
        "-p",
        Integer.toString(port),
        "-i",
        key.toString(),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "IdentityAgent=none",
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=10",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "GlobalKnownHostsFile=/dev/null",
        "-l",
        login,
        host,
        command);
  }
}
