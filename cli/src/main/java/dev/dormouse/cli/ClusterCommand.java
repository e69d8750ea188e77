package dev.dormouse.cli;

import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
  /** How many ports after the usual one are tried before the system chooses. */
  private static final int NEIGHBOURS = 10;

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
        "usually " + Port.USUAL + ", and the next free one when that is taken"
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
    free(port);
    stop.listen();
    try (var _ = ClusterFolder.hold(folder)) {
      logTo(folder.resolve("cluster.log"));
      try (var cluster = start(folder)) {
        out.print(Greeting.of(cluster.kubeconfig(), folder));
        out.flush();
        stop.await();
      }
      out.println("\ndormouse: the cluster has ended; its volumes stay in " + folder);
      return 0;
    } finally {
      stop.done();
    }
  }

  private EmbeddedCluster start(Path folder) throws IOException, Refusal {
    return switch (port) {
      case Port.Exactly(var number) -> exactly(folder, number);
      case Port.Usual() -> usually(folder);
    };
  }

  /** A port that was asked for is looked at first, while there is nothing to tidy up. */
  private static void free(Port port) throws IOException, Refusal {
    if (port instanceof Port.Exactly(var number)) {
      try (var _ = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
        // It is free: nothing else is wanted of it.
      } catch (BindException problem) {
        throw taken(number, problem);
      }
    }
  }

  private static EmbeddedCluster exactly(Path folder, int number) throws IOException, Refusal {
    try {
      return EmbeddedCluster.start(ClusterOptions.in(folder).withPort(number));
    } catch (IOException problem) {
      if (taken(problem)) {
        throw taken(number, problem);
      }
      throw problem;
    }
  }

  private static Refusal taken(int number, IOException problem) {
    var denied = String.valueOf(problem.getMessage()).contains("Permission denied");
    return new Refusal(
        "--port is \"%d\": %s; give a free one, or 0 for any"
            .formatted(number, denied ? "only root may listen there" : "it is taken already"));
  }

  private EmbeddedCluster usually(Path folder) throws IOException {
    for (var number = Port.USUAL; ; number++) {
      var last = number > Port.USUAL + NEIGHBOURS;
      try {
        return EmbeddedCluster.start(ClusterOptions.in(folder).withPort(last ? 0 : number));
      } catch (IOException problem) {
        if (last || !taken(problem)) {
          throw problem;
        }
        out.println("dormouse: port %d is taken, trying the next".formatted(number));
      }
    }
  }

  private static boolean taken(Throwable problem) {
    return problem instanceof BindException
        || (problem.getCause() != null && taken(problem.getCause()));
  }

  /** The terminal is for the person: what the rooms log goes to a file. */
  private static void logTo(Path file) {
    System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
  }
}
