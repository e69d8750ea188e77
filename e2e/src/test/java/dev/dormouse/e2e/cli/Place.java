package dev.dormouse.e2e.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Folders as nobody likes them. They are made in a mount namespace of their own, which takes root.
 */
final class Place {
  private Place() {}

  static boolean canBeMade() throws IOException, InterruptedException {
    return Ran.command("unshare", "-m", "true").exit() == 0;
  }

  /** Runs a command in a folder that can't be written; without root a mode is enough for that. */
  static Ran readOnly(Path folder, String command) throws IOException, InterruptedException {
    if (!canBeMade()) {
      assumeFalse("root".equals(System.getProperty("user.name")), "no mode stops root");
      var script =
          "cd \"$0\" && chmod -R a-w . && { %s; code=$?; }; chmod -R u+w .; exit $code"
              .formatted(command);
      return Ran.command(
          Map.of("PWD", folder.toString()), List.of("sh", "-c", script, folder.toString()));
    }
    return mounted(folder, "mount --bind . . && mount -o remount,bind,ro \"$PWD\"", command);
  }

  /** Runs a command in a folder whose disk is full. */
  static Ran full(Path folder, String command) throws IOException, InterruptedException {
    return mounted(folder, "mount -t tmpfs -o size=64k none \"$PWD\"", command);
  }

  private static Ran mounted(Path folder, String mount, String command)
      throws IOException, InterruptedException {
    var script = "%s && cd \"$PWD\" && %s".formatted(mount, command);
    return Ran.command(
        Map.of("PWD", folder.toString()),
        List.of("unshare", "-m", "sh", "-c", "cd \"$0\" && " + script, folder.toString()));
  }
}
