package dev.dormouse.cli;

import dev.dormouse.metrics.audit.Destination;
import dev.dormouse.reaper.Reaper;
import dev.dormouse.reaper.ReaperConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse reaper}: the reaper alone, until SIGTERM or Ctrl-C. */
@Command(
    name = "reaper",
    header = "puts to sleep what nobody needs: on any cluster",
    synopsisHeading = "%n",
    customSynopsis = "dormouse reaper [--config FILE]",
    description = {
      "",
      "Looks after the sessions of the cluster that the config, or else KUBECONFIG,",
      "names: those that nobody needs fall asleep, their volumes stay. Of several one",
      "leads and the others wait for its place. Its log goes to stderr.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "SIGTERM or Ctrl-C ends it (exit code 143 or 130); sessions stay as they are.",
    },
    sortOptions = false)
final class ReaperCommand implements Callable<Integer> {
  private static final Duration TIDYING = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final PrintStream out;
  private final Stop stop;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "its settings, as YAML: operations, id, kubeconfig, namespace,",
        "userNamespaces and audit, as the broker's. DORMOUSE_OPERATIONS and the like in the",
        "environment win over it, and are enough without it"
      })
  private String config = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  ReaperCommand(Map<String, String> environment, InstantSource clock, PrintStream out, Stop stop) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.out = out;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, Refusal {
    var settings = settings();
    stop.listen(TIDYING);
    try (var reaper = Reaper.start(settings, clock)) {
      var at = reaper.operations();
      var told = settings.audit() instanceof Destination.Stdout ? System.err : out;
      told.println(
          "dormouse: looking after sessions, operations on %s:%d"
              .formatted(at.getHostString(), at.getPort()));
      told.flush();
      stop.await();
      return 0;
    } catch (BindException taken) {
      throw new Refusal(String.valueOf(taken.getMessage()));
    } finally {
      stop.done();
    }
  }

  private ReaperConfig settings() throws Refusal {
    try {
      return config.isEmpty()
          ? ReaperConfig.read(environment)
          : ReaperConfig.read(Path.of(config), environment);
    } catch (ReaperConfig.Bad bad) {
      throw new Refusal(bad.sentence());
    }
  }
}
