package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Debian's package {@code prometheus} brings. */
final class Tool {
  private Tool() {}

  /** Skips a test where there is no such program; where everything has to be proven, fails it. */
  static void needs(String program) {
    var there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    var words = "there is no %s here: apt-get install prometheus".formatted(program);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(words).isTrue();
    }
    assumeThat(there).as(words).isTrue();
  }

  /** Runs promtool to its end, which has to be a good one, and gives what it printed. */
  static String promtool(String... words) throws IOException, InterruptedException {
    var ran = ran("", words);
    assertThat(ran.exit()).as("promtool %s: %s", List.of(words), ran.printed()).isZero();
    return ran.printed();
  }

  /** What promtool would have otherwise in a text of metrics; 3 is its word for that. */
  static List<String> lint(String metrics) throws IOException, InterruptedException {
    var ran = ran(metrics, "check", "metrics");
    assertThat(ran.exit()).as(ran.printed()).isIn(0, 3);
    return ran.printed().lines().toList();
  }

  private record Ran(int exit, String printed) {}

  private static Ran ran(String input, String... words) throws IOException, InterruptedException {
    var said = Files.createTempFile("promtool", ".log");
    var in = Files.writeString(Files.createTempFile("promtool", ".in"), input);
    var process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(words)).toList())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return new Ran(process.waitFor(), Files.readString(said));
  }
}
