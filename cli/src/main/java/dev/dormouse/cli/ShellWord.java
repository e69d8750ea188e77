package dev.dormouse.cli;

import java.nio.file.Path;

/** Paths for people to copy into a shell. */
final class ShellWord {
  private ShellWord() {}

  /** Quoted where a shell would take it for something else. */
  static String of(String path) {
    return isPlain(path) ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** The same, but {@code ~/...} for what is in the person's home. */
  static String of(Path path, Path home) {
    return path.startsWith(home) && !path.equals(home) && isPlain(home.relativize(path).toString())
        ? "~/" + home.relativize(path)
        : of(path.toString());
  }

  private static boolean isPlain(String path) {
    return path.matches("[\\w@%+=:,./-]+");
  }
}
