package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code dormouse}, as {@code ./dormouse} starts it, without the shell. */
public final class DormouseCommand {
  private static final Path BUILT = Path.of("..", "cli", "target").toAbsolutePath().normalize();

  private DormouseCommand() {}

  /**
   * The words for a process.
   *
   * @param options for Java
   */
  public static List<String> of(List<String> options, String... words) {
    var all = new ArrayList<String>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(
        List.of("-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + BUILT.resolve("dormouse.jsa")));
    all.addAll(
        List.of(
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    all.addAll(options);
    all.addAll(List.of("-cp", jars(), "dev.dormouse.cli.Dormouse"));
    all.addAll(List.of(words));
    return all;
  }

  private static String jars() {
    try (var jars = Files.list(BUILT.resolve("dormouse/lib"))) {
      return jars.map(Path::toString)
          .sorted()
          .collect(Collectors.joining(System.getProperty("path.separator")));
    } catch (IOException e) {
      throw new UncheckedIOException("looking for what was built", e);
    }
  }
}
