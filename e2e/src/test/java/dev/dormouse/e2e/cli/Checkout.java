package dev.dormouse.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A folder with the launcher and sources in it: the one being built, or a small copy whose Maven
 * only pretends.
 *
 * @param root where {@code ./dormouse} is
 */
record Checkout(Path root) {
  static Checkout ours() throws IOException {
    return new Checkout(Path.of("..").toRealPath());
  }

  /**
   * A copy with one source file and no build. The Maven that {@link #pretender} makes gives it the
   * build of this checkout.
   */
  static Checkout copy(Path folder) throws IOException {
    var root = Files.createDirectories(folder);
    Files.copy(
        ours().root.resolve("dormouse"),
        root.resolve("dormouse"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.writeString(root.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(root.resolve("cli/src/main/A.java"), "class A {}");
    return new Checkout(root);
  }

  Path launcher() {
    return root.resolve("dormouse");
  }

  Path source() {
    return root.resolve("cli/src/main/A.java");
  }

  /** How often the pretending Maven was called. */
  int builds() throws IOException {
    var calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /**
   * A folder to put first on the PATH: its mvn notes the call, does what it is told, and "builds".
   */
  Path pretender(String... commands) throws IOException {
    var bin = Files.createDirectories(root.resolve("bin"));
    var lib = ours().root.resolve("cli/target/dormouse/lib");
    var mvn =
        """
        #!/bin/sh
        cd '%s'
        echo call >> calls
        %s
        mkdir -p target cli/target/dormouse
        cp -r '%s' cli/target/dormouse/
        touch cli/target/dormouse/built
        """
            .formatted(root, String.join("\n", List.of(commands)), lib);
    Files.writeString(bin.resolve("mvn"), mvn);
    bin.resolve("mvn").toFile().setExecutable(true);
    return bin;
  }
}
