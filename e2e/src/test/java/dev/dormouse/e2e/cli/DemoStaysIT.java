package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code ./dormouse demo} ends, what it keeps, and what it can't be given. */
class DemoStaysIT {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  @Tag("A12")
  void keysAndFilesStayForTheNextTime() throws Exception {
    try (var _ = Foreground.demo(folder, "--port", "0")) {
      assertThat(ssh("echo kept > file").exit()).isZero();
    }
    var known = Files.readString(folder.resolve("known_hosts"));

    try (var _ = Foreground.demo(folder, "--port", "0")) {
      assertThat(ssh("cat file").out()).isEqualTo("kept\n");
      assertThat(folder.resolve("known_hosts")).hasContent(known);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsItAndEverySession(String signal, int code) throws Exception {
    try (var demo = Foreground.demo(folder, "--port", "0")) {
      var inside =
          new ProcessBuilder("ssh", "-F", config(), "you-shell", "echo in; sleep 600").start();
      assertThat(inside.inputReader().readLine()).isEqualTo("in");
      var started = demo.process().descendants().toList();

      assertThat(demo.after(signal)).isEqualTo(code);

      assertThat(started).hasSizeGreaterThan(2);
      for (var process : started) {
        // One that has lost its parent is there until somebody else has seen that it ended.
        process.onExit().get(5, TimeUnit.SECONDS);
      }
      assertThat(inside.waitFor()).isEqualTo(255);
      assertThat(inside.errorReader().lines())
          .anyMatch(line -> line.endsWith(": the demo has ended; your files stay"));
      assertThat(demo.said())
          .endsWith("\ndormouse: the demo has ended; keys and files stay in " + folder + "\n");
    }
  }

  @Test
  void whenAPortIsTakenItSaysSoAndTakesAnother() throws Exception {
    try (var _ = takenUnlessItIs(2222);
        var _ = takenUnlessItIs(9464);
        var demo = Foreground.demo(folder)) {
      assertThat(demo.said())
          .containsPattern("^dormouse: port 2222 is taken, so \\d+ is for ssh\n")
          .containsPattern(
              "\ndormouse: port 9464 is taken, so \\d+ is for /livez, /readyz and /metrics\n");
      assertThat(ssh("exit 4").exit()).isEqualTo(4);
    }
  }

  @Test
  void aPortThatWasAskedForIsTheOnlyOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      refused(
          "--port is \"%s\": it is taken already; give a free one, or 0 for any".formatted(port),
          "--port",
          port);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "--user Alice  | --user is \"Alice\": a name is 1 to 32 lower-case letters, digits and single hyphens, and begins with a letter, like alice or anna-lisa",
        "--key nowhere | --key is \"nowhere\": it isn't there; give a .pub file (ssh-keygen -t ed25519 makes one)",
        "--por 1       | there is no option \"--por\": did you mean --port? see dormouse demo --help",
      })
  void badInputIsNamedWithWhatWouldBeRight(String words, String sentence) throws Exception {
    refused(sentence, words.split(" ", -1));
  }

  private void refused(String sentence, String... words) throws IOException, InterruptedException {
    var line =
        Stream.concat(
            Stream.of(Checkout.ours().launcher() + "", "demo", "--dir", folder + "/new"),
            Stream.of(words));

    var ran = Ran.command(line.toArray(String[]::new));

    assertThat(ran.err()).isEqualTo("dormouse: " + sentence + "\n");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private Ran ssh(String command) throws IOException, InterruptedException {
    return Ran.command("ssh", "-F", config(), "-o", "BatchMode=yes", "you-shell", command);
  }

  private String config() {
    return folder.resolve("ssh_config").toString();
  }

  /** Something listens on the port for sure: we, or whoever was there first. */
  private static AutoCloseable takenUnlessItIs(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException already) {
      return () -> {};
    }
  }
}
