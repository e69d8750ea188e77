package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real kubectl against {@code ./dormouse cluster}. Not every machine has one, so this is no
 * part of {@code mvn verify}: {@code -Dit.test=KubectlCheck} runs it, and CI does.
 */
class KubectlCheck {
  private static final String SESSION =
      """
      apiVersion: dormouse.dev/v1alpha1
      kind: Session
      metadata: {name: small}
      spec: {owner: alice, template: shell}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: sleeper}
      spec:
        containers: [{name: main, image: busybox, command: [sleep, "600"]}]
      """;

  @TempDir private static Path folder = Path.of("set by JUnit");
  private static List<Foreground> clusters = List.of();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    clusters = List.of(Foreground.cluster(folder.resolve("cluster"), "--port", "0"));
  }

  @AfterAll
  static void end() {
    clusters.forEach(Foreground::close);
  }

  @Test
  void getsPatchesWatchesAndDeletesASession() throws Exception {
    kubectl("apply", "-f", file("session.yaml", SESSION));
    assertThat(kubectl("get", "sessions").lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("small ");
    assertThat(kubectl("get", "session", "small", "-o", "jsonpath={.spec.owner}"))
        .isEqualTo("alice");

    var watched = folder.resolve("watched");
    var watch =
        new ProcessBuilder(
                "kubectl",
                "get",
                "sessions",
                "-w",
                "--no-headers",
                "-o",
                "custom-columns=N:.metadata.name,W:.spec.wanted")
            .redirectOutput(watched.toFile());
    watch.environment().put("KUBECONFIG", clusters.getFirst().kubeconfig().toString());
    var watching = watch.start();
    try {
      until(watched, "small");
      kubectl(
          "patch",
          "session",
          "small",
          "--type",
          "merge",
          "-p",
          "{\"spec\":{\"wanted\":\"Awake\"}}");
      until(watched, "small   Awake");
    } finally {
      watching.destroy();
    }

    assertThat(kubectl("delete", "session", "small")).contains("deleted");
    assertThat(kubectl("get", "sessions", "-o", "name")).isEmpty();
  }

  @Test
  void getsLabelsAndDeletesAPod() throws Exception {
    kubectl("apply", "-f", file("pod.yaml", POD));
    kubectl("wait", "pod/sleeper", "--for=condition=Ready", "--timeout=30s");
    assertThat(kubectl("get", "pods").lines().skip(1))
        .singleElement()
        .asString()
        .matches("sleeper +1/1 +Running .*");
    kubectl("label", "pod", "sleeper", "seen=yes");
    assertThat(kubectl("get", "pods", "-l", "seen=yes", "-o", "name")).isEqualTo("pod/sleeper\n");
    kubectl("delete", "pod", "sleeper", "--grace-period=1");
    assertThat(kubectl("get", "pods", "-o", "name")).isEmpty();
  }

  private static String kubectl(String... words) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("kubectl"));
    line.addAll(List.of(words));
    var ran = Ran.command(Map.of("KUBECONFIG", clusters.getFirst().kubeconfig().toString()), line);
    assertThat(ran.exit()).as("%s said: %s%s", line, ran.out(), ran.err()).isZero();
    return ran.out();
  }

  private static String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void until(Path file, String text) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Files.readString(file).contains(text)) {
      assertThat(System.nanoTime())
          .as("%s in: %s", text, Files.readString(file))
          .isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
