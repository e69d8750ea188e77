package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dormouse demo}, as somebody meets it who has just cloned it: every printed line works.
 */
class DemoIT {
  @TempDir private static Path folder = Path.of("set by JUnit");
  private static Foreground demo;

  @BeforeAll
  static void up() throws Exception {
    var key = folder.resolve("mine");
    Ran.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    demo = Foreground.demo(home(), "--port", "0", "--user", "anna-lisa", "--key", key + ".pub");
  }

  @AfterAll
  static void down() {
    demo.close();
  }

  @Test
  void saysWhereItIsAndWhatToType() throws Exception {
    var ssh = "ssh -F '" + home() + "/ssh_config' ";

    assertThat(demo.said().replaceAll("127\\.0\\.0\\.1:\\d+", "HERE"))
        .isEqualTo(
            """
            Dormouse is up. Everything is on this machine, in '%2$s'
            In a second terminal:

              %1$sanna-lisa-shell        a shell; its files stay
              %1$sanna-lisa              what you have
              %1$sanna-lisa-broken       what a refusal looks like
              %1$sanna-lisa-NAME@host    any other session or template

            What is measured: http://HERE/metrics and http://HERE/metrics, or as a page:

              ./dormouse top HERE HERE

            Ctrl-C ends it.
            """
                .formatted(ssh, home()));
  }

  @Test
  @Tag("A1")
  void theFirstLineIsAShellThatPassesItsExitCodeOn() throws Exception {
    var ran = typed(0, "echo here; exit 7");

    assertThat(ran.out()).isEqualTo("here\n");
    assertThat(ran.exit()).isEqualTo(7);
  }

  @Test
  @Tag("A2")
  void theSecondSaysWhatThereIs() throws Exception {
    var ran = typed(1, "");

    assertThat(ran.out()).contains("anna-lisa").contains("shell").contains("tiny");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void theThirdIsARefusalThatSaysWhy() throws Exception {
    var ran = typed(2, "true");

    assertThat(ran.err())
        .contains("(DM-IMAGE)")
        .contains("registry.invalid/broken:1")
        .doesNotContain("Permission denied");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(255);
  }

  @Test
  void thePageOfWhatIsMeasuredComesAsItIsTyped() throws Exception {
    var words = demo.said().lines().filter(one -> one.startsWith("  ./dormouse top ")).toList();

    var line = words.getFirst().replace(" top ", " top --once ");
    var ran = Ran.command("sh", "-c", "cd '%s' && %s".formatted(Checkout.ours().root(), line));

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern("(?m)^sessions  \\d+ awake, \\d+ waking, .* homes: \\d+$")
        .containsPattern("(?m)^people    \\d+ connected, ")
        .containsPattern("(?m)^cluster   is heard, [1-9]\\d* calls, ")
        .containsPattern("(?m)^reaper    leads");
  }

  @Test
  void youAreKnownAsYouToo() throws Exception {
    var ran =
        Ran.command("ssh", "-F", home() + "/ssh_config", "-o", "BatchMode=yes", "you-tiny", "pwd");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("tiny");
  }

  @Test
  void whatARefusalSuggestsCanBeTypedWithTheDemosConfig() throws Exception {
    var ran =
        Ran.command(
            "ssh", "-F", home() + "/ssh_config", "-o", "BatchMode=yes", "anna-lisa-shel@host");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.err()).contains("did you mean: ssh anna-lisa-shell@host");
    var meant =
        Ran.command(
            "sh", "-c", "ssh -F '%s/ssh_config' anna-lisa-shell@host pwd".formatted(home()));
    assertThat(meant.exit()).as(meant.err()).isZero();
  }

  @Test
  void theKeyThatWasGivenOpensWithoutTheDemosConfig() throws Exception {
    var port =
        Files.readAllLines(home().resolve("ssh_config")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("Port "))
            .map(line -> line.substring("Port ".length()))
            .findFirst()
            .orElseThrow();

    var words =
        List.of(
            "ssh -F none -p %s -i mine -o IdentitiesOnly=yes -o BatchMode=yes".formatted(port),
            "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR",
            "anna-lisa-shell@localhost 'exit 3'");
    var ran = Ran.command("sh", "-c", "cd '%s' && %s".formatted(folder, String.join(" ", words)));

    assertThat(ran.exit()).as(ran.err()).isEqualTo(3);
  }

  /** A printed line as a shell takes it, with a command behind it. */
  private static Ran typed(int line, String command) throws IOException, InterruptedException {
    var lines = new ArrayList<String>();
    demo.said().lines().filter(one -> one.startsWith("  ssh ")).forEach(lines::add);
    var words = lines.get(line).split(" {4,}", 2)[0].strip();
    return Ran.command("sh", "-c", words + (command.isEmpty() ? "" : " '" + command + "'"));
  }

  private static Path home() {
    return folder.resolve("a demo");
  }
}
