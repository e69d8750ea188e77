package dev.dormouse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dormouse bench}: what can be measured is its commands. */
@Command(
    name = "bench",
    header = "measures Dormouse on your cluster, beside doing it by hand",
    synopsisHeading = "%n",
    customSynopsis = "dormouse bench WHAT [OPTIONS]",
    commandListHeading = "%nWhat can be measured:%n",
    optionListHeading = "%nOptions:%n")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
