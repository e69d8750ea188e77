package dev.dormouse.cli;

import dev.dormouse.broker.Broker;
import dev.dormouse.broker.config.BadConfig;
import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import dev.dormouse.metrics.audit.Destination;
import dev.dormouse.reaper.Reaper;
import dev.dormouse.reaper.ReaperConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse demo}: a cluster, a broker and somebody to log in, until Ctrl-C or SIGTERM. */
@Command(
    name = "demo",
    header = "all of it on this machine, to try it out",
    synopsisHeading = "%n",
    customSynopsis = "dormouse demo [--dir DIR] [--port N] [--user NAME] [--key FILE]",
    description = {
      "",
      "A small Kubernetes whose pods are plain processes, a broker, you as a user, and",
      "three templates: shell, tiny, and broken, whose image does not exist. No Docker,",
      "no root. Says what to type in a second terminal.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "It stays in the foreground. Ctrl-C or SIGTERM ends it, and every process of its",
      "sessions with it (exit code 130 or 143). Keys and the sessions' files stay in",
      "DIR for the next time; delete DIR to forget them.",
    },
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final int USUAL = 2222;
  private static final int USUAL_OPERATIONS = 9464;
  private static final String LAST_WORDS = "the demo has ended; your files stay";
  private static final Duration TIDYING = Duration.ofSeconds(20);

  private final Folders folders;
  private final String account;
  private final InstantSource clock;
  private final PrintStream out;
  private final Stop stop;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = {
        "everything of the demo: keys, ssh_config, files, logs.",
        "made when missing.",
        "usually $${XDG_DATA_HOME:-~/.local/share}/dormouse/demo"
      })
  private String dir = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Port.Reader.class,
      description = {
        "the port for ssh on 127.0.0.1, 0 for any free one.",
        "usually " + USUAL + ", and the next free one when that is taken"
      })
  private Port port = new Port.Usual();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      converter = LoginName.Reader.class,
      description = {"the name to log in with.", "usually the one you have on this machine"})
  private String user = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "the public key to log in with, beside the one in ssh_config.",
        "usually those in ~/.ssh and in your ssh agent"
      })
  private String key = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  /**
   * With what a demo needs to know of the outside.
   *
   * @param account what the person is called on this machine
   */
  DemoCommand(Folders folders, String account, InstantSource clock, PrintStream out, Stop stop) {
    this.folders = folders;
    this.account = account;
    this.clock = clock;
    this.out = out;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, Refusal {
    var folder = (dir.isEmpty() ? folders.demo() : Path.of(dir)).toAbsolutePath().normalize();
    var keys = key.isEmpty() ? PersonsKeys.found(folders.ssh()) : PersonsKeys.in(Path.of(key));
    var number = port.settled(USUAL, "ssh", out);
    stop.listen(TIDYING);
    try (var _ = HeldFolder.hold(folder)) {
      var files = DemoFiles.in(folder);
      Logs.to(files.log());
      run(files, keys, number);
      out.println(
          "\ndormouse: the demo has ended; keys and files stay in "
              + ShellWord.of(folder, folders.home()));
      return 0;
    } finally {
      stop.done();
    }
  }

  private void run(DemoFiles files, List<String> keys, int number)
      throws IOException, InterruptedException, Refusal {
    var name = user.isEmpty() ? LoginName.nearest(account) : user;
    var opening = Stream.concat(Stream.of(files.ownKey().publicKey()), keys.stream()).toList();
    try (var cluster = EmbeddedCluster.start(ClusterOptions.in(files.folder()))) {
      cluster.create(DemoObjects.of(name, opening, account));
      try (var broker = broker(files, cluster, number);
          var reaper = reaper(cluster, number)) {
        files.writeSshConfig(name, broker.ssh());
        Readiness.await(broker.operations());
        if (!stop.isAsked()) {
          out.print(
              DemoGreeting.of(
                  name, files, folders.home(), broker.operations(), reaper.operations()));
          out.flush();
        }
        stop.await();
      }
    }
  }

  /** Another one than the broker's: each of the two tells its own metrics. */
  private Reaper reaper(EmbeddedCluster cluster, int number) throws IOException {
    var operations =
        number == 0 ? 0 : Port.nearest(USUAL_OPERATIONS + 1, "the reaper's /metrics", out);
    return Reaper.start(
        new ReaperConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), operations),
            "demo",
            cluster.kubeconfig().toString(),
            "dormouse",
            "dormouse-",
            new Destination.None()),
        clock);
  }

  /** Between the look at a port and its use somebody else may take it: then once more. */
  private Broker broker(DemoFiles files, EmbeddedCluster cluster, int number)
      throws IOException, Refusal {
    try {
      return Broker.start(config(files, cluster, number), clock, LAST_WORDS);
    } catch (BindException taken) {
      var other = port.settled(USUAL, "ssh", out);
      return Broker.start(config(files, cluster, other), clock, LAST_WORDS);
    }
  }

  private BrokerConfig config(DemoFiles files, EmbeddedCluster cluster, int number)
      throws IOException, Refusal {
    files.hostKey();
    files.userCa();
    var operations =
        number == 0 ? 0 : Port.nearest(USUAL_OPERATIONS, "/livez, /readyz and /metrics", out);
    try {
      return BrokerConfig.read(
          files.writeBrokerConfig(cluster.kubeconfig(), number, operations), Map.of());
    } catch (BadConfig bad) {
      throw new Refusal(bad.sentence());
    }
  }
}
