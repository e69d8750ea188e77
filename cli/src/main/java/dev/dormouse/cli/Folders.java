package dev.dormouse.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Dormouse keeps what belongs to the person who runs it.
 *
 * @param data {@code $XDG_DATA_HOME/dormouse}, else {@code ~/.local/share/dormouse}
 */
record Folders(Path data) {
  static Folders of(Map<String, String> environment, Path home) {
    var xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    // The XDG specification wants a relative one ignored.
    var data = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local").resolve("share");
    return new Folders(data.resolve("dormouse"));
  }

  Path cluster() {
    return data.resolve("cluster");
  }
}
