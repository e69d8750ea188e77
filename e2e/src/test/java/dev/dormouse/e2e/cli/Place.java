package dev.dormouse.e2e.cli;

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

  /** Runs a command in a folder that can't be written. */
  static Ran readOnly(Path folder, String command) throws IOException, InterruptedException {
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
