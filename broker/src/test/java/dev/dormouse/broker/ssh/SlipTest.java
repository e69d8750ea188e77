package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, as a shell takes them. */
class SlipTest {
  private static final String TOKEN = "T0kenOfATest";

  @TempDir Path home;

  private record Ran(int exit, String out) {}

  private Ran run(String script) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("/bin/sh").redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    var shell = builder.start();
    try (var in = shell.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    var out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(shell.waitFor(), out);
  }

  private Path slip(String wish) throws IOException {
    var slip = Files.createDirectory(home.resolve("dormouse." + TOKEN));
    Files.writeString(slip.resolve("wish"), wish);
    return slip;
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    slip("alice/small\nkeep 4h\n");

    var ran = run("echo what a profile says\n" + Slip.read(TOKEN));

    assertThat(ran.exit()).isZero();
    assertThat(Slip.of(ran.out())).contains(new Slip("alice/small", "keep 4h"));
  }

  @Test
  void aWishIsNoScript() throws Exception {
    slip("alice/small\n'; touch \"$HOME/harmed\"; $(touch \"$HOME/harmed\") `touch harmed`\n");

    var ran = run(Slip.read(TOKEN));

    assertThat(Slip.of(ran.out()).orElseThrow().words()).startsWith("'; touch");
    assertThat(home.resolve("harmed")).doesNotExist();
  }

  @Test
  void aLongOneIsCutShort() throws Exception {
    slip("alice/small\n" + "x".repeat(100_000));

    assertThat(run(Slip.read(TOKEN)).out()).hasSizeLessThan(500);
  }

  @Test
  void theAnswerIsThereAsAWhole() throws Exception {
    var slip = slip("alice/small\nwhy\n");
    var text = "it's kept\n  $(reboot) `reboot` \\n %s 100%\n";

    assertThat(run(Slip.answer(TOKEN, 1, text)).exit()).isZero();

    assertThat(slip.resolve("answer")).hasContent(text);
    assertThat(slip.resolve("exit")).hasContent("1\n");
  }

  @Test
  void whereThereIsNoneNothingIsReadAndNothingWritten() throws Exception {
    assertThat(run(Slip.read(TOKEN))).isEqualTo(new Ran(3, ""));
    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aLinkIsNone() throws Exception {
    var elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("wish"), "alice/small\nkeep 4h\n");
    Files.createSymbolicLink(home.resolve("dormouse." + TOKEN), elsewhere);

    assertThat(run(Slip.read(TOKEN)).exit()).isEqualTo(3);
    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
  }

  @Test
  void whatIsNoSlipIsNone() {
    assertThat(Slip.of("")).isEmpty();
    assertThat(Slip.of("a wish\n")).isEmpty();
    assertThat(Slip.of("a wish\nalice/small\n")).isEmpty();
    assertThat(Slip.of("alice/small\nkeep 4h\n")).isEmpty();
  }
}
