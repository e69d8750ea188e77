package dev.dormouse.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Dormouse keeps what belongs to the person who runs it.
 *
 * @param home the person's own
 * @param data {@code $XDG_DATA_HOME/dormouse}, else {@code ~/.local/share/dormouse}
 */
record Folders(Path home, Path data) {
  static Folders of(Map<String, String> environment, Path home) {
    var xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    // The XDG specification wants a relative one ignored.
    var data = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local").resolve("share");
    return new Folders(home, data.resolve("dormouse"));
  }

  Path demo() {
    return data.resolve("demo");
  }

  Path cluster() {
    return data.resolve("cluster");
  }

  /** Their keys, known hosts and the like. */
  Path ssh() {
    return home.resolve(".ssh");
  }
}
