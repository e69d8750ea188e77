package dev.dormouse.cli;

import java.io.Console;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command itself: what stands on the command line finds its way to one of the commands. */
@Command(
    name = "dormouse",
    synopsisHeading = "",
    customSynopsis = "dormouse COMMAND [OPTIONS]",
    description = {"", "ssh wakes a sleeping session on Kubernetes, then gets out of the way."},
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "dormouse COMMAND --help says more about a command.",
      "",
      "Exit codes: 0 done; 1 something went wrong; 2 something given can't be, and the",
      "message says what would be right; 130 ended by Ctrl-C, 143 by SIGTERM."
    },
    versionProvider = Dormouse.Version.class)
public final class Dormouse implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "which Dormouse and which Java")
  boolean version;

  private Dormouse() {}

  /** Reads the clock and the environment, which nobody else does, and runs the command. */
  public static void main(String[] args) {
    var environment = System.getenv();
    var folders = Folders.of(environment, Path.of(System.getProperty("user.home")));
    var account = System.getProperty("user.name");
    var clock = InstantSource.system();
    var stop = new Stop();
    var line =
        commandLine(
            stop,
            new DemoCommand(folders, account, clock, System.out, stop),
            new BrokerCommand(environment, clock, System.out, stop),
            new ReaperCommand(environment, clock, System.out, stop),
            new TopCommand(clock, System.out, isTerminal()),
            new KeysCommand(System.out),
            new VisitCommand(System.out),
            new ClusterCommand(folders, System.out, stop));
    line.addSubcommand(
        new CommandLine(new BenchCommand())
            .addSubcommand(new ColdCommand(environment, account, clock, System.out, stop)));
    System.exit(line.execute(args.length == 0 ? new String[] {"--help"} : args));
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static CommandLine commandLine(Stop stop, Callable<?>... commands) {
    var line = new CommandLine(new Dormouse());
    for (var command : commands) {
      line.addSubcommand(command);
    }
    line.setParameterExceptionHandler(Complaints::aboutInput);
    // Whatever breaks in a start that somebody ends is what they wanted.
    line.setExecutionExceptionHandler(
        (problem, command, parsed) ->
            stop.isAsked() ? 0 : Complaints.aboutRun(problem, command, parsed));
    return line;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.err);
  }

  /** The version, and the Java that it runs on: what a bug report needs. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Dormouse.class.getPackage().getImplementationVersion();
      return new String[] {
        "dormouse %s (Java %s)"
            .formatted(version == null ? "from classes" : version, Runtime.version())
      };
    }
  }
}
