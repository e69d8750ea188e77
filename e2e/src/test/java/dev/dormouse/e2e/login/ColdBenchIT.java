package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.DormouseCommand;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.wire.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dormouse bench cold}: measures, says so in a table, and leaves nothing behind. */
@InAHouse
final class ColdBenchIT {
  /** For a kubeconfig: there is none. */
  private static final Path NONE = Path.of("none");

  private static final Pattern NAMESPACES = Pattern.compile("in namespaces (\\S+) and (\\S+)\n");

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void saysWhatTookHowLongAndLeavesNothingBehind(House house) throws Exception {
    var bench = bench(house, kubeconfig(house), "--times", "2");
    var said = said(bench);

    assertThat(bench.exitValue()).as(said).isZero();
    assertThat(said)
        .startsWith("dormouse: 2 cold starts, and as many pods by hand, in namespaces bench-")
        .containsPattern("asleep: ssh typed, until it has run true +[0-9]+ +[0-9]+\n")
        .containsPattern("  until connected, and let in +[0-9]+ +[0-9]+\n")
        .containsPattern("  until the pod's sshd answers +[0-9]+ +[0-9]+\n")
        .containsPattern("by hand: the same pod created, Ready, the same ssh +[0-9]+ +[0-9]+\n")
        .containsPattern("  the pod alone: created, until its sshd answers +[0-9]+ +[0-9]+\n")
        .containsPattern("a plain pod with one emptyDir, until its address +[0-9]+ +[0-9]+\n")
        .containsPattern(
            "ms more than the pod alone, and [0-9]+[.][0-9]{2} of what it takes by hand");
    nothingIsLeft(house, said);
  }

  @Test
  void whoEndsItLeavesNothingBehindEither(House house) throws Exception {
    var bench = bench(house, kubeconfig(house), "--times", "1000");
    var printed = new StringBuilder();
    while (!NAMESPACES.matcher(printed).find()) {
      var next = bench.getInputStream().read();
      assertThat(next).as("%s", printed).isNotNegative();
      printed.appendCodePoint(next);
    }
    // In the middle of its first login.
    Thread.sleep(1000);

    bench.toHandle().destroy();

    printed.append(said(bench));
    assertThat(bench.exitValue()).as("%s", printed).isEqualTo(143);
    nothingIsLeft(house, printed.toString());
  }

  @Test
  void whatCannotBeIsRefusedInASentence(House house) throws Exception {
    assertThat(refused(house, kubeconfig(house), "--times", "0"))
        .isEqualTo("dormouse: --times is \"0\": give a number from 1 to 1000\n");
    assertThat(refused(house, NONE, "--times", "2"))
        .isEqualTo(
            "dormouse: there is no cluster to measure on: name its kubeconfig in KUBECONFIG, since there is no %s; for a try, ./dormouse cluster makes a small one\n"
                .formatted(folder.resolve(".kube/config")));
    assertThat(refused(house, folder.resolve("none"), "--times", "2"))
        .isEqualTo(
            "dormouse: KUBECONFIG names \"%s\", which isn't there\n"
                .formatted(folder.resolve("none")));
    var nobody =
        Files.writeString(
            folder.resolve("nobody"),
            """
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            contexts: [{name: c, context: {cluster: c, user: c}}]
            users: [{name: c, user: {token: none}}]
            current-context: c
            """);
    assertThat(refused(house, nobody, "--times", "2"))
        .isEqualTo(
            "dormouse: no cluster answers at https://127.0.0.1:1/: KUBECONFIG names another, or"
                + " ./dormouse cluster starts a small one\n");
  }

  private String refused(House house, Path kubeconfig, String... more) throws Exception {
    var bench = bench(house, kubeconfig, more);
    var said = said(bench);
    assertThat(bench.exitValue()).as(said).isEqualTo(2);
    return said;
  }

  private void nothingIsLeft(House house, String said) throws IOException {
    var namespaces = NAMESPACES.matcher(said);
    assertThat(namespaces.find()).as(said).isTrue();
    for (var namespace : List.of(namespaces.group(1), namespaces.group(2))) {
      var left =
          Api.of(house.cluster().config()).resources("/api/v1/namespaces").get(namespace).code();
      assertThat(left).as(namespace).isEqualTo(404);
    }
    try (var files = Files.list(temporary())) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("dormouse")))
          .isEmpty();
    }
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(folder.resolve("temporary"));
  }

  private static Path kubeconfig(House house) {
    return house.cluster().kubeconfig();
  }

  private static String said(Process bench) throws Exception {
    var said = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bench.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  private Process bench(House house, Path kubeconfig, String... more) throws IOException {
    var words =
        new ArrayList<>(
            DormouseCommand.of(List.of("-Djava.io.tmpdir=" + temporary()), "bench", "cold"));
    if (house.cluster().real()) {
      words.addAll(List.of("--image", "dormouse.test/debian:1"));
      words.addAll(
          List.of("--bundle", System.getProperty("bundle.image", "dormouse.test/bundle:1")));
    } else {
      words.addAll(List.of("--image", "a \"named\" image"));
    }
    words.addAll(List.of(more));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    if (kubeconfig.equals(NONE)) {
      builder.environment().remove("KUBECONFIG");
    } else {
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
    }
    return builder.start();
  }
}
