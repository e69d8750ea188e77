package dev.dormouse.broker.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own ssh. */
record Ssh(int port, Path identity, Path hosts) {
  /** How a command ended, and what it said. */
  record Outcome(int exit, ByteBuffer out, String err) {
    String text() {
      return StandardCharsets.UTF_8.decode(out.duplicate()).toString();
    }
  }

  List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-F", "none",
                "-o", "IdentitiesOnly=yes",
                "-o", "IdentityAgent=none",
                "-o", "StrictHostKeyChecking=yes",
                "-o", "ConnectTimeout=20",
                "-o", "UserKnownHostsFile=" + hosts,
                "-i", identity.toString()));
    options.addAll(List.of(more));
    return options;
  }

  /** Runs {@code ssh OPTIONS... -p PORT ARGUMENTS...}. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ssh"));
    command.addAll(options("-p", String.valueOf(port)));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  Outcome run(String... arguments) throws Exception {
    return outcome(start(arguments), InputStream.nullInputStream());
  }

  Outcome feed(InputStream in, String... arguments) throws Exception {
    return outcome(start(arguments), in);
  }

  /** Another program that brings its own way to name a port. */
  Outcome other(String program, String port, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(options(port, String.valueOf(port())));
    command.addAll(List.of(arguments));
    return outcome(new ProcessBuilder(command).start(), InputStream.nullInputStream());
  }

  static Outcome outcome(Process process, InputStream in) throws Exception {
    var err = new ByteArrayOutputStream();
    var reader = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
    var writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var to = process.getOutputStream()) {
                    in.transferTo(to);
                  } catch (IOException _) {
                    // It didn't want all of it.
                  }
                });
    byte[] out = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("ssh hangs");
    }
    reader.join();
    writer.join();
    return new Outcome(
        process.exitValue(), ByteBuffer.wrap(out), err.toString(StandardCharsets.UTF_8));
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException _) {
      // The process is gone.
    }
  }
}
