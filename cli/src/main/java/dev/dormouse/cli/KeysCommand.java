package dev.dormouse.cli;

import dev.dormouse.broker.cluster.KeptKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse keys}: host key and user CA, made once, as a Secret. */
@Command(
    name = "keys",
    header = "makes host key and user CA as a Secret, once",
    synopsisHeading = "%n",
    customSynopsis = "dormouse keys --namespace NAMESPACE --secret NAME",
    description = {
      "",
      "What Helm runs before it installs the chart. The Secret has host_key, user_ca and",
      "their public halves; one that is there already stays as it is, and isn't read.",
      ""
    },
    optionListHeading = "Options:%n",
    sortOptions = false)
final class KeysCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      required = true,
      description = "where the Secret goes")
  private String namespace = "";

  @Option(names = "--secret", paramLabel = "NAME", required = true, description = "its name")
  private String secret = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  KeysCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    return switch (KeptKeys.make(namespace, secret)) {
      case KeptKeys.Made.New(var fingerprint) -> {
        out.printf("dormouse: new keys in Secret %s; the host key is %s%n", secret, fingerprint);
        yield 0;
      }
      case KeptKeys.Made.Kept() -> {
        out.printf("dormouse: Secret %s is there already, its keys stay%n", secret);
        yield 0;
      }
      case KeptKeys.Made.No(var why) ->
          throw new IOException("Secret %s can't be made: %s".formatted(secret, why));
    };
  }
}
