package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dormouse}: finds a JDK, builds when it must, says in a sentence what it lacks. */
class LauncherIT {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void startsFromAnyFolderAndThroughALink() throws Exception {
    var link = Files.createDirectories(folder.resolve("with a space")).resolve("dm");
    Files.createSymbolicLink(link, Checkout.ours().launcher());

    var ran = Ran.command("sh", "-c", "cd / && '" + link + "' --version");
    Files.delete(link);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).matches("dormouse \\S+ \\(Java \\S+\\)\n");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void itsClassesAreMappedAsTheBuildRehearsedThem() throws Exception {
    // Java says what it was told, and ends, when the archive is none for these jars.
    var ran =
        Ran.command(
            Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"),
            List.of(Checkout.ours().launcher().toString(), "--version"));

    assertThat(ran.err()).isEqualTo("Picked up JAVA_TOOL_OPTIONS: -Xshare:on\n");
    assertThat(ran.out()).matches("dormouse \\S+ \\(Java \\S+\\)\n");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    var checkout = Checkout.copy(folder.resolve("a copy"));
    var mvn = checkout.pretender();

    assertThat(version(checkout, mvn).err())
        .startsWith("dormouse: building (")
        .contains(checkout.root() + "/target/build.log")
        .hasLineCount(1);
    assertThat(version(checkout, mvn).err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);

    var later = FileTime.from(Instant.now().plus(Duration.ofSeconds(2)));
    Files.setLastModifiedTime(checkout.source(), later);
    assertThat(version(checkout, mvn).err()).startsWith("dormouse: building (");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void onATerminalItSaysWhatItBuilds() throws Exception {
    var checkout = Checkout.copy(folder.resolve("seen"));
    var mvn =
        checkout.pretender(
            "echo '[INFO] Building Dormouse: the broker 0.1.0-SNAPSHOT         [4/6]'; sleep 2");
    var path = launch(checkout, mvn).environment().get("PATH");

    // script gives it a terminal.
    var ran =
        Ran.command(
            Map.of("PATH", path),
            List.of(
                "script", "-qec", "'%s' --version".formatted(checkout.launcher()), "/dev/null"));

    assertThat(ran.out())
        .contains("\r\u001b[K          [4/6] Dormouse: the broker")
        .containsPattern("\r\u001b\\[Kdormouse \\S+ \\(Java");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndItsLog() throws Exception {
    var checkout = Checkout.copy(folder.resolve("broken"));
    var mvn =
        checkout.pretender("echo '[INFO] fine'; echo '[ERROR] A.java: no such thing'; exit 1");

    var ran = version(checkout, mvn);

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("the build failed; from its log, " + checkout.root() + "/target/build.log:")
        .contains("A.java: no such thing")
        .doesNotContain("fine");
    assertThat(checkout.root().resolve("target/building")).doesNotExist();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    var checkout = Checkout.copy(folder.resolve("two"));
    var mvn = checkout.pretender("sleep 2");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Ran> launch = () -> version(checkout, mvn);
      for (var ran : threads.invokeAll(List.of(launch, launch, launch))) {
        assertThat(ran.get().exit()).isZero();
      }
    }

    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aBuilderThatWasKilledHoldsUpNobody() throws Exception {
    var checkout = Checkout.copy(folder.resolve("killed"));
    var stuck = checkout.pretender("exec sleep 60");
    var killed = launch(checkout, stuck).start();
    var lock = checkout.root().resolve("target/building");
    while (!Files.isSymbolicLink(lock) || checkout.builds() == 0) {
      Thread.sleep(20);
    }
    var maven = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    maven.forEach(ProcessHandle::destroyForcibly);
    assertThat(Files.isSymbolicLink(lock)).isTrue();

    var ran = version(checkout, checkout.pretender());

    assertThat(ran.exit()).isZero();
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  @Test
  void anEndInMidBuildEndsTheBuildToo() throws Exception {
    var checkout = Checkout.copy(folder.resolve("ended"));
    var ended = launch(checkout, checkout.pretender("exec sleep 60")).start();
    while (checkout.builds() == 0) {
      Thread.sleep(20);
    }
    var maven = ended.descendants().toList();

    ended.destroy();

    assertThat(ended.waitFor()).isEqualTo(143);
    assertThat(maven).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(Files.isSymbolicLink(checkout.root().resolve("target/building"))).isFalse();
  }

  @Test
  void withoutAJdkItSaysWhatItFound() throws Exception {
    var checkout = Checkout.copy(folder.resolve("old java"));
    var text = Files.readString(checkout.launcher()).replace("\nwanted=25 ", "\nwanted=99 ");
    Files.writeString(checkout.launcher(), text);

    var ran =
        Ran.command(
            Map.of("JAVA_HOME", "/nonexistent"), List.of(checkout.launcher().toString(), "--help"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines().findFirst().orElse(""))
        .startsWith("dormouse: needs a JDK 99 or newer, and found ")
        .contains(Runtime.version().feature() + ".")
        .endsWith(": install one, or point JAVA_HOME to it.");
    assertThat(ran.err()).contains("JAVA_HOME (/nonexistent)");
    assertThat(checkout.root().resolve("target")).doesNotExist();
  }

  @Test
  void withoutMavenItSaysSo() throws Exception {
    var checkout = Checkout.copy(folder.resolve("no maven"));
    var tools = Files.createDirectories(folder.resolve("tools"));
    var needed = "bash dirname readlink find grep head sed awk ln mv rm ps";
    for (var tool : needed.split(" ", -1)) {
      var real = Ran.command("sh", "-c", "command -v " + tool).out().strip();
      Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
      tools.resolve(tool).toFile().setExecutable(true);
    }

    var ran =
        Ran.command(
            Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
            List.of(checkout.launcher().toString()));

    assertThat(ran.err())
        .isEqualTo(
            "dormouse: has to be built first, and there is no Maven: install Maven 3.8 or newer,"
                + " so that mvn is on the PATH.\n");
    assertThat(ran.exit()).isEqualTo(2);
  }

  @Test
  void aFolderThatCantBeWrittenIsNamed() throws Exception {
    var checkout = Checkout.copy(folder.resolve("read only"));
    checkout.pretender();

    var ran = Place.readOnly(checkout.root(), "PATH=$PWD/bin:$PATH ./dormouse --version");

    assertThat(ran.err())
        .startsWith("dormouse: has to be built first, and " + checkout.root())
        .contains(" can't be written: ");
    assertThat(ran.exit()).isEqualTo(2);
  }

  private static Ran version(Checkout checkout, Path mvn) throws IOException, InterruptedException {
    var words = launch(checkout, mvn);
    return Ran.command(Map.of("PATH", words.environment().get("PATH")), words.command());
  }

  private static ProcessBuilder launch(Checkout checkout, Path mvn) {
    var words = new ProcessBuilder(checkout.launcher().toString(), "--version");
    words.environment().merge("PATH", mvn.toString(), (path, first) -> first + ":" + path);
    return words;
  }
}
