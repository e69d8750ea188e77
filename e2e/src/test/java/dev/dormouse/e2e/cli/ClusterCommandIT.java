package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./dormouse cluster}: comes up, says how to use it, refuses in a sentence, ends whole. */
class ClusterCommandIT {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void saysWhereItIsAndWhatToType() throws Exception {
    try (var cluster = Foreground.cluster(folder.resolve("with a space"), "--port", "0")) {
      assertThat(cluster.said())
          .contains("in " + folder.resolve("with a space"))
          .contains("export KUBECONFIG='" + cluster.kubeconfig() + "'\n")
          .contains("kubectl get sessions -A")
          .contains("for one laptop and for tests")
          .endsWith("\nCtrl-C ends it.\n");
      assertThat(cluster.kubeconfig()).isRegularFile();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalEndsItAndEveryProcessOfItsOwn(String signal, int code) throws Exception {
    var cluster = Foreground.cluster(folder.resolve("c"), "--port", "0");
    var all =
        Stream.concat(Stream.of(cluster.process().toHandle()), cluster.process().descendants());
    var processes = all.toList();

    assertThat(cluster.after(signal)).isEqualTo(code);

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(cluster.said())
        .endsWith(
            "dormouse: the cluster has ended; its volumes stay in " + folder.resolve("c") + "\n");
  }

  @Test
  void comesUpAgainInTheSameFolderEvenWhenItWasKilled() throws Exception {
    var killed = Foreground.cluster(folder, "--port", "0");
    killed.process().destroyForcibly().waitFor();

    try (var again = Foreground.cluster(folder, "--port", "0")) {
      assertThat(again.kubeconfig()).isRegularFile();
    }
  }

  @Test
  void twoInOneFolderAreOneTooMany() throws Exception {
    try (var first = Foreground.cluster(folder, "--port", "0")) {
      refused(
          "the folder \"%s\" can't be used: another cluster runs in it (process %d); name another with --dir"
              .formatted(folder, first.process().pid()),
          "--dir",
          folder.toString());
    }
  }

  @Test
  void whenTheUsualPortIsTakenItTakesAnother() throws Exception {
    try (var _ = takenUnlessItIs(16443);
        var cluster = Foreground.cluster(folder.resolve("c"))) {
      assertThat(cluster.said())
          .containsPattern("^dormouse: port 16443 is taken, so \\d+ is for the API server\n");
    }
  }

  @Test
  void aPortThatWasAskedForIsTheOnlyOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      refused(
          "--port is \"%s\": it is taken already; give a free one, or 0 for any".formatted(port),
          "--port",
          port,
          "--dir",
          folder.resolve("c").toString());
    }
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "--port abc   | --port is \"abc\": give a number from 1 to 65535, or 0 for any free port",
        "--port 70000 | --port is \"70000\": give a number from 1 to 65535, or 0 for any free port",
        "--port -1    | --port is \"-1\": give a number from 1 to 65535, or 0 for any free port",
        "--port       | --port needs a value; see dormouse cluster --help",
        "--por 1      | there is no option \"--por\": did you mean --port? see dormouse cluster --help",
        "more         | \"more\" has no meaning here; see dormouse cluster --help",
      })
  void badInputIsNamedWithWhatWouldBeRight(String words, String sentence) throws Exception {
    refused(sentence, words.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a-file        | it is a file",
        "a-file/below  | %s/a-file is a file",
        "/proc/nowhere | no folder can be made there",
      })
  void aFolderThatCantBeIsNamed(String name, String why) throws Exception {
    Files.writeString(folder.resolve("a-file"), "kept");
    var place = folder.resolve(name).toString();

    refused(
        "the folder \"%s\" can't be used: %s; name another with --dir"
            .formatted(place, why.formatted(folder)),
        "--dir",
        place);
    assertThat(folder.resolve("a-file")).hasContent("kept");
  }

  @Test
  void aFullDiskIsToldBeforeAnythingIsWritten() throws Exception {
    assumeTrue(Place.canBeMade(), "a full disk of its own takes root on Linux");
    var command =
        Checkout.ours().launcher() + " cluster --dir \"$PWD/c\"; code=$?; ls -A; exit $code";

    var ran = Place.full(folder, command);

    assertThat(ran.err())
        .isEqualTo(
            "dormouse: the folder \"%s/c\" can't be used: its disk is full (0 MB left, 16 MB needed); name another with --dir\n"
                .formatted(folder));
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(2);
  }

  @Test
  void aCommandThatDoesNotExistIsAnsweredWithTheNearest() throws Exception {
    var ran = Ran.command(Checkout.ours().launcher().toString(), "clutser");

    assertThat(ran.err())
        .isEqualTo(
            "dormouse: there is no command \"clutser\": did you mean cluster? see dormouse --help\n");
    assertThat(ran.exit()).isEqualTo(2);
  }

  private static void refused(String sentence, String... words)
      throws IOException, InterruptedException {
    var line =
        Stream.concat(
            Stream.of(Checkout.ours().launcher().toString(), "cluster"), Stream.of(words));

    var ran = Ran.command(line.toArray(String[]::new));

    assertThat(ran.err()).isEqualTo("dormouse: " + sentence + "\n");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(2);
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
