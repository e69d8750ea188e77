package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dormouse broker}: says where it listens, ends by a signal, refuses in a sentence. */
class BrokerCommandIT {
  @TempDir private Path folder = Path.of("set by JUnit");

  @BeforeEach
  void keys() throws Exception {
    for (var key : List.of("host_key", "user_ca")) {
      Ran.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key) + "");
    }
  }

  @Test
  void saysWhereItListensAndEndsBySigterm() throws Exception {
    try (var cluster = EmbeddedCluster.start(ClusterOptions.in(folder.resolve("c")));
        var broker = Foreground.broker(config("kubeconfig: " + cluster.kubeconfig()))) {
      var line =
          Pattern.compile(
              "dormouse: listening for ssh on 127\\.0\\.0\\.1:(\\d+), operations on 127\\.0\\.0\\.1:(\\d+)\n");
      var said = line.matcher(broker.said());
      assertThat(said.find()).as(broker.said()).isTrue();
      assertThat(page(said.group(2), "/livez")).isEqualTo("ok\n");
      assertThat(Ran.command("ssh-keyscan", "-p", said.group(1), "127.0.0.1").out())
          .contains(publicKey("host_key"));

      assertThat(broker.after("TERM")).isEqualTo(143);
    }
  }

  @Test
  void anAuditOnStdoutIsAllThatIsThere() throws Exception {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    try (var cluster = EmbeddedCluster.start(ClusterOptions.in(folder.resolve("c")))) {
      var config = config("audit: stdout\nkubeconfig: " + cluster.kubeconfig());
      var broker =
          new ProcessBuilder(launcher(), "broker", "--config", config.toString())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        var listening = Pattern.compile("dormouse: listening for ssh on 127\\.0\\.0\\.1:(\\d+)");
        Eventually.holds(
            "it listens", () -> read(err).matches("(?s).*" + listening.pattern() + ".*\n"));
        var said = listening.matcher(read(err));
        assertThat(said.find()).isTrue();
        Ran.command(
            "ssh",
            "-F",
            "none",
            "-p",
            said.group(1),
            "-i",
            folder.resolve("user_ca") + "",
            "-oStrictHostKeyChecking=no",
            "-oUserKnownHostsFile=/dev/null",
            "nobody@127.0.0.1");
        Eventually.holds("the refusal is told", () -> read(out).endsWith("\n"));
      } finally {
        broker.destroyForcibly().waitFor();
      }
    }

    assertThat(read(out).lines().toList())
        .singleElement()
        .asString()
        .startsWith("{\"v\":1,")
        .contains("\"event\":\"refusal\"", "\"login\":\"nobody\"", "\"code\":\"DM-DENIED\"")
        .endsWith("}");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  @Test
  void printsEverySettingAndStartsNothing() throws Exception {
    var ran = broker(config("drainFor: 5m\nkubeconfig: " + kubeconfig()), "--print-config");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("\ndrainFor: 5m\n")
        .contains("hostKeys: [" + folder.resolve("host_key") + "]\n")
        .contains("Default: 2m. Environment: DORMOUSE_HELLO_WITHIN.\nhelloWithin: 2m\n");
  }

  @Test
  void theEnvironmentWins() throws Exception {
    var config = config("kubeconfig: " + kubeconfig());
    var command = List.of(launcher(), "broker", "--config", config + "", "--print-config");

    var ran = Ran.command(Map.of("DORMOUSE_LISTEN", "127.0.0.1:2299"), command);

    assertThat(ran.out()).contains("\nlisten: 127.0.0.1:2299\n");
  }

  @Test
  void aBadConfigIsOneSentence() throws Exception {
    refused(
        config("drainFor: ten\nkubeconfig: " + kubeconfig()),
        "drainFor is \"ten\", line 5 of %s: give a duration like 45s, 10m or 1h30m, from 0s (at once) to 24h"
            .formatted(folder.resolve("broker.yaml")));
    refused(
        config("drain: 1m"),
        "there is no key \"drain\", line 5 of %s: did you mean drainFor?"
            .formatted(folder.resolve("broker.yaml")));
    Files.delete(folder.resolve("host_key"));
    refused(
        config(""),
        "hostKeys names \"%1$s/host_key\", line 3 of %1$s/broker.yaml, which isn't there; make one: ssh-keygen -q -t ed25519 -N '' -f %1$s/host_key"
            .formatted(folder));
  }

  @Test
  void aPortThatIsTakenIsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + taken.getLocalPort();

      refused(
          Map.of("DORMOUSE_LISTEN", address),
          "ssh can't listen on %s: the port is taken already".formatted(address));
      refused(
          Map.of("DORMOUSE_OPERATIONS", address),
          "operations can't listen on %s: the port is taken already".formatted(address));
    }
    refused(
        Map.of("DORMOUSE_LISTEN", "192.0.2.7:2222"),
        "ssh can't listen on 192.0.2.7:2222: this machine has no address 192.0.2.7");
  }

  @Test
  void aKubeconfigThatIsNoneIsOneSentence() throws Exception {
    var command = List.of(launcher(), "broker", "--config", config("") + "", "--print-config");

    var ran = Ran.command(Map.of("KUBECONFIG", "/nope"), command);

    assertThat(ran.err()).isEqualTo("dormouse: KUBECONFIG names \"/nope\", which isn't there\n");
    assertThat(ran.exit()).isEqualTo(2);
  }

  @Test
  void aClusterThatIsAwayIsOneLineAndNotReady() throws Exception {
    try (var broker = Foreground.broker(config("kubeconfig: " + kubeconfig()))) {
      var operations =
          Pattern.compile("operations on 127\\.0\\.0\\.1:(\\d+)\n").matcher(broker.said());
      assertThat(operations.find()).as(broker.said()).isTrue();
      var told =
          " WARN cluster - address=https://127.0.0.1:1/ why=the connection was refused the cluster doesn't answer; trying again until it does\n";
      for (var until = System.nanoTime() + 20e9;
          !broker.said().contains(told) && System.nanoTime() < until; ) {
        Thread.sleep(100);
      }
      Thread.sleep(3000);

      assertThat(broker.said()).contains(told).hasLineCount(2);
      assertThat(page(operations.group(1), "/readyz"))
          .isEqualTo("users\ntemplates\nflavors\nsessions\npods\n");
      assertThat(broker.after("TERM")).isEqualTo(143);
    }
  }

  @Test
  void whoIsEndedBeforeItIsUpSaysNothing() throws Exception {
    var config = config("drainFor: 0s\nkubeconfig: " + kubeconfig());
    for (var pause = 200; pause < 2400; pause += 400) {
      var script =
          "%s broker --config '%s' 2>&1 & sleep %d.%03d; kill $!; wait $!; echo exit $?"
              .formatted(launcher(), config, pause / 1000, pause % 1000);
      var ran = Ran.command("sh", "-c", script);

      assertThat(ran.out().lines().filter(line -> !line.contains(" INFO ")))
          .as("after %d ms", pause)
          .allMatch(
              line ->
                  line.equals("exit 143")
                      || line.contains(" WARN cluster - ")
                      || line.startsWith("dormouse: listening for ssh"));
    }
  }

  private void refused(Map<String, String> environment, String sentence)
      throws IOException, InterruptedException {
    var config = config("kubeconfig: " + kubeconfig());
    var began = System.nanoTime();

    var ran =
        Ran.command(environment, List.of(launcher(), "broker", "--config", config.toString()));

    assertThat(ran.err()).isEqualTo("dormouse: " + sentence + "\n");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  /** Of a cluster that nobody is. */
  private Path kubeconfig() throws IOException {
    return Files.writeString(
        folder.resolve("nobody"),
        """
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        contexts: [{name: c, context: {cluster: c, user: c}}]
        users: [{name: c, user: {token: none}}]
        current-context: c
        """);
  }

  private static void refused(Path config, String sentence)
      throws IOException, InterruptedException {
    var ran = broker(config);

    assertThat(ran.err()).isEqualTo("dormouse: " + sentence + "\n");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(2);
  }

  private static Ran broker(Path config, String... more) throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of(launcher(), "broker", "--config", config + ""));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }

  private static String launcher() throws IOException {
    return Checkout.ours().launcher().toString();
  }

  private Path config(String line) throws IOException {
    return Files.writeString(
        folder.resolve("broker.yaml"),
        """
        listen: 127.0.0.1:0
        operations: 127.0.0.1:0
        hostKeys: [host_key]
        userCa: user_ca
        %s
        """
            .formatted(line));
  }

  private String publicKey(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".pub")).split(" ", 3)[1];
  }

  private static String page(String port, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var address = URI.create("http://127.0.0.1:%s%s".formatted(port, path));
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
