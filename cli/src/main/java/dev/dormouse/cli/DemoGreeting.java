package dev.dormouse.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** What a person reads when the demo is up: where it is, what to type, how it ends. */
final class DemoGreeting {
  private DemoGreeting() {}

  /**
   * All of it.
   *
   * @param broker its operations address
   * @param reaper its operations address
   */
  static String of(
      String user, DemoFiles files, Path home, InetSocketAddress broker, InetSocketAddress reaper) {
    var ssh = "ssh -F %s ".formatted(ShellWord.of(files.sshConfig(), home));
    var lines =
        List.of(
            List.of(ssh + user + "-shell", "a shell; its files stay"),
            List.of(ssh + user, "what you have"),
            List.of(ssh + user + "-broken", "what a refusal looks like"),
            List.of(ssh + user + "-NAME@host", "any other session or template"));
    var width = lines.stream().mapToInt(line -> line.getFirst().length()).max().orElse(0);
    var table = new StringBuilder();
    for (var line : lines) {
      var gap = " ".repeat(width - line.getFirst().length() + 4);
      table.append("  ").append(line.getFirst()).append(gap).append(line.getLast()).append('\n');
    }
    return """
        Dormouse is up. Everything is on this machine, in %s
        In a second terminal:

        %s
        What is measured: http://%s/metrics and http://%s/metrics, or as a page:

          ./dormouse top %3$s %4$s

        Ctrl-C ends it.
        """
        .formatted(ShellWord.of(files.folder(), home), table, at(broker), at(reaper));
  }

  private static String at(InetSocketAddress operations) {
    return "127.0.0.1:" + operations.getPort();
  }
}
