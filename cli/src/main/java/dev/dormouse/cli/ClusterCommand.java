package dev.dormouse.cli;

import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse cluster}: the embedded cluster in the foreground, until Ctrl-C or SIGTERM. */
@Command(
    name = "cluster",
    header = "a small Kubernetes on this machine, to try things on",
    synopsisHeading = "%n",
    customSynopsis = "dormouse cluster [--dir DIR] [--port N]",
    description = {
      "",
      "An API server and a kubelet whose pods are plain processes, all in one program:",
      "no Docker, no root. kubectl works with it, and so does any Kubernetes client.",
      "It is made for one laptop and for tests: when it ends it forgets everything but",
      "the volumes.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "It stays in the foreground. Ctrl-C or SIGTERM ends it, and every process of its",
      "pods with it (exit code 130 or 143).",
      "",
      "  dormouse cluster                              up, in the usual place",
      "  dormouse cluster --dir /tmp/a --port 0        a second one, anywhere",
    },
    sortOptions = false)
final class ClusterCommand implements Callable<Integer> {
  private static final int USUAL = 16443;
  private static final Duration TIDYING = Duration.ofSeconds(10);

  private final Folders folders;
  private final PrintStream out;
  private final Stop stop;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = {
        "where its kubeconfig, log and volumes are; made when missing.",
        "usually $${XDG_DATA_HOME:-~/.local/share}/dormouse/cluster"
      })
  private String dir = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Port.Reader.class,
      description = {
        "the API server's port on 127.0.0.1, 0 for any free one.",
        "usually " + USUAL + ", and the next free one when that is taken"
      })
  private Port port = new Port.Usual();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  ClusterCommand(Folders folders, PrintStream out, Stop stop) {
    this.folders = folders;
    this.out = out;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, Refusal {
    var folder = (dir.isEmpty() ? folders.cluster() : Path.of(dir)).toAbsolutePath().normalize();
    var options = ClusterOptions.in(folder).withPort(port.settled(USUAL, "the API server", out));
    stop.listen(TIDYING);
    try (var _ = HeldFolder.hold(folder)) {
      Logs.to(folder.resolve("cluster.log"));
      try (var cluster = EmbeddedCluster.start(options)) {
        if (!stop.isAsked()) {
          out.print(Greeting.of(cluster.kubeconfig(), folder));
          out.flush();
        }
        stop.await();
      }
      out.println("\ndormouse: the cluster has ended; its volumes stay in " + folder);
      return 0;
    } finally {
      stop.done();
    }
  }
}
