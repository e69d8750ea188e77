package dev.dormouse.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The papers stay true: each shell block that README and docs mark with {@code sh run} is run from
 * the checkout's root, and must succeed; {@code sh look} is for what a test can't run, or is
 * itself.
 */
class DocsIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh *(.*?)$\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @TestFactory
  Stream<DynamicTest> everyCommandThatIsShownRuns() throws IOException {
    return papers().stream()
        .flatMap(
            paper ->
                blocks(paper)
                    .filter(block -> block.group(1).equals("run"))
                    .map(block -> dynamicTest(name(paper, block), () -> run(block.group(2)))));
  }

  @Test
  void everyBlockSaysWhetherItIsRun() throws IOException {
    for (var paper : papers()) {
      assertThat(blocks(paper)).as(paper.toString()).allMatch(b -> b.group(1).matches("run|look"));
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (var paper : papers()) {
      assertThat(LINK.matcher(Files.readString(paper)).results())
          .as(paper.toString())
          .allMatch(link -> Files.exists(paper.resolveSibling(link.group(1))));
    }
  }

  private static void run(String commands) throws IOException, InterruptedException {
    var script = "set -eu; cd \"$ROOT\"\n" + commands;
    var ran =
        Ran.command(
            Map.of("ROOT", Checkout.ours().root().toString()), List.of("bash", "-c", script));
    assertThat(ran.exit()).as("%ssaid: %s%s", commands, ran.out(), ran.err()).isZero();
  }

  private static String name(Path paper, MatchResult block) {
    return paper.getFileName() + ": " + block.group(2).lines().findFirst().orElse("nothing");
  }

  private static Stream<MatchResult> blocks(Path paper) {
    try {
      return BLOCK.matcher(Files.readString(paper)).results();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<Path> papers() throws IOException {
    var root = Checkout.ours().root();
    try (var docs = Files.walk(root.resolve("docs"));
        var top = Files.list(root)) {
      return Stream.concat(docs, top)
          .filter(one -> one.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
