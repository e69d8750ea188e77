package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script is a POSIX shell's, and says what it is told to and nothing else. */
final class TerminalsTest {
  @TempDir static Path folder;

  @Test
  void aLineOfOthersIsALineAndNoScript() throws Exception {
    var line = "it's `date` $(id) \u001b[31m \"%s\" \\";
    var script = Terminals.tell(line).replaceAll("(?s)\nmark=\n.*", "\nprintf '%s' \"\\$line\"\n");

    assertThat(said(script)).isEqualTo("it's `date` $(id) ?[31m \"%s\" \\");
  }

  @Test
  void itIsAScript() throws Exception {
    var file = folder.resolve("script");
    Files.writeString(file, Terminals.tell("line"));
    var checked = new ProcessBuilder("/bin/sh", "-n", file.toString()).start();

    assertThat(checked.waitFor()).isZero();
  }

  private static String said(String script) throws Exception {
    var shell = new ProcessBuilder("/bin/sh").start();
    try (var in = shell.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
