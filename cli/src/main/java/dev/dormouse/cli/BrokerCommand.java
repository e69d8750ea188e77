package dev.dormouse.cli;

import dev.dormouse.broker.Broker;
import dev.dormouse.broker.config.BadConfig;
import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.metrics.audit.Destination;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse broker}: the broker alone, until SIGTERM or Ctrl-C. */
@Command(
    name = "broker",
    header = "ssh in, wake, relay: against any cluster",
    synopsisHeading = "%n",
    customSynopsis = "dormouse broker --config FILE [--print-config]",
    description = {
      "",
      "Takes people's ssh connections and leads each to its session, whose pod it wakes",
      "on the cluster that the config, or else KUBECONFIG, names. Says in one line where",
      "it listens; its log goes to stderr.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "SIGTERM or Ctrl-C: nobody is let in any more, and who is in may stay for drainFor;",
      "then it ends (exit code 143 or 130).",
    },
    sortOptions = false)
final class BrokerCommand implements Callable<Integer> {
  /** Beside what the drain takes. */
  private static final Duration TIDYING = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final PrintStream out;
  private final Stop stop;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "its settings, as YAML. DORMOUSE_LISTEN and the like in the",
        "environment win over it, and are enough without it"
      })
  private String config = "";

  @Option(
      names = "--print-config",
      description = {"prints all settings and what they mean, and starts nothing"})
  private boolean print;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  BrokerCommand(Map<String, String> environment, InstantSource clock, PrintStream out, Stop stop) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.out = out;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, Refusal {
    var settings = settings();
    if (print) {
      out.print(settings.print());
      return 0;
    }
    stop.listen(settings.drainFor().plus(TIDYING));
    try (var broker = Broker.start(settings, clock)) {
      if (!stop.isAsked()) {
        // What goes to stdout as an audit is nothing else.
        (settings.audit() instanceof Destination.Stdout ? System.err : out)
            .println(
                "dormouse: listening for ssh on %s, operations on %s"
                    .formatted(written(broker.ssh()), written(broker.operations())));
      }
      stop.await();
      return 0;
    } catch (BindException taken) {
      throw new Refusal(String.valueOf(taken.getMessage()));
    } finally {
      stop.done();
    }
  }

  private BrokerConfig settings() throws Refusal {
    try {
      return config.isEmpty()
          ? BrokerConfig.read(environment)
          : BrokerConfig.read(Path.of(config), environment);
    } catch (BadConfig bad) {
      throw new Refusal(bad.sentence());
    }
  }

  private static String written(InetSocketAddress address) {
    var host = address.getHostString();
    return "%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }
}
