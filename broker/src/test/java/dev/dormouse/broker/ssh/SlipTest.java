package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, as a shell takes them. */
class SlipTest {
  private static final String TOKEN = "T0kenOfATest";

  @TempDir Path home;
  private @Nullable Process holder;

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

  /** With a process that has it open, whose number stands for %d. */
  private Path slip(String wish) throws Exception {
    var slip = Files.createDirectory(home.resolve("dormouse." + TOKEN));
    var file = Files.createFile(slip.resolve("wish"));
    holder =
        new ProcessBuilder("/bin/sh", "-c", "exec 9<\"$0\"; exec sleep 60", file.toString())
            .start();
    var open = Path.of("/proc/%d/fd/9".formatted(holder.pid()));
    for (var until = System.nanoTime() + 20e9; !Files.exists(open); Thread.sleep(10)) {
      assertThat(System.nanoTime()).isLessThan((long) until);
    }
    Files.writeString(file, wish.replace("%d", String.valueOf(holder.pid())));
    return slip;
  }

  @AfterEach
  void letGo() {
    if (holder != null) {
      holder.destroyForcibly();
    }
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    slip("alice/small\n%d\nkeep 4h\n");

    var ran = run("echo what a profile says\n" + Slip.read(TOKEN));

    assertThat(ran.exit()).isZero();
    assertThat(Slip.of(ran.out())).contains(new Slip("alice/small", "keep 4h"));
  }

  @Test
  void aWishIsNoScript() throws Exception {
    slip("alice/small\n%d\n'; touch \"$HOME/harmed\"; $(touch \"$HOME/harmed\") `touch harmed`\n");

    var ran = run(Slip.read(TOKEN));

    assertThat(Slip.of(ran.out()).orElseThrow().words()).startsWith("'; touch");
    assertThat(home.resolve("harmed")).doesNotExist();
  }

  @Test
  void aLongOneIsCutShort() throws Exception {
    slip("alice/small\n%d\n" + "x".repeat(100_000));

    assertThat(run(Slip.read(TOKEN)).out()).hasSizeLessThan(500);
  }

  @Test
  void theAnswerIsThereAsAWhole() throws Exception {
    var slip = slip("alice/small\n%d\nwhy\n");
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
    var slip = slip("alice/small\n%d\nkeep 4h\n");
    Files.move(slip, home.resolve("elsewhere"));
    Files.createSymbolicLink(slip, home.resolve("elsewhere"));

    assertThat(run(Slip.read(TOKEN)).exit()).isEqualTo(3);
    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
  }

  /** As it comes with a repository or an archive. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "999999999", "", "self", "../1", "$(reboot)"})
  void whatNobodyHasOpenIsNone(String process) throws Exception {
    var slip = slip("alice/small\n" + process + "\nkeep 4h\n");

    assertThat(run(Slip.read(TOKEN)).exit()).isEqualTo(3);
    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
    assertThat(slip.resolve("answer")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "exit", "exit.new"})
  void nothingIsWrittenThroughALink(String file) throws Exception {
    var slip = slip("alice/small\n%d\nkeep 4h\n");
    Files.createSymbolicLink(slip.resolve(file), home.resolve("victim"));
    Files.writeString(home.resolve("victim"), "precious");

    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
    assertThat(home.resolve("victim")).hasContent("precious");
    Files.delete(home.resolve("victim"));
    assertThat(run(Slip.answer(TOKEN, 0, "done")).exit()).isEqualTo(3);
    assertThat(home.resolve("victim")).doesNotExist();
  }

  @Test
  void whatIsNoSlipIsNone() {
    assertThat(Slip.of("")).isEmpty();
    assertThat(Slip.of("a wish\n")).isEmpty();
    assertThat(Slip.of("a wish\nalice/small\n")).isEmpty();
    assertThat(Slip.of("alice/small\n1\nkeep 4h\n")).isEmpty();
    assertThat(Slip.of("a wish\nalice/small\nkeep 4h\n")).isEmpty();
  }
}
