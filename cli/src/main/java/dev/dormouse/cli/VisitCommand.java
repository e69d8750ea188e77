package dev.dormouse.cli;

import dev.dormouse.broker.cluster.Invitation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse visit}: logs in once, as a guest, and leaves nothing behind. */
@Command(
    name = "visit",
    header = "logs in once, as a guest: what helm test runs",
    synopsisHeading = "%n",
    customSynopsis = "dormouse visit --namespace NAMESPACE --user USER --template TEMPLATE ...",
    description = {
      "",
      "Gives a SessionUser who is there already a new key, logs in by ssh, runs a command",
      "in a session of the template, and deletes the user's own namespace, the session in",
      "it. For a user who is there for nothing else: their key is replaced.",
      ""
    },
    optionListHeading = "Options:%n",
    sortOptions = false)
final class VisitCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration UNTIL_GONE = Duration.ofSeconds(90);

  private final PrintStream out;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      required = true,
      description = "where the user is")
  private String namespace = "";

  @Option(names = "--user", paramLabel = "USER", required = true, description = "the guest")
  private String user = "";

  @Option(
      names = "--template",
      paramLabel = "TEMPLATE",
      required = true,
      description = "what the session is made from")
  private String template = "";

  @Option(
      names = "--user-namespaces",
      paramLabel = "PREFIX",
      required = true,
      description = "what the name of the guest's own namespace begins with")
  private String userNamespaces = "";

  @Option(names = "--host", paramLabel = "HOST", required = true, description = "where to log in")
  private String host = "";

  @Option(names = "--port", paramLabel = "PORT", required = true, description = "and at which port")
  private int port;

  @Option(names = "--ssh", paramLabel = "FILE", description = "the ssh that does it")
  private String ssh = "ssh";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  VisitCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var key = KeyFile.kept(Files.createTempDirectory("visit").resolve("key"));
    var belongings = userNamespaces + user;
    var invitation = Invitation.send(namespace, user, key.publicKey(), belongings);
    try {
      var visit = new Visit(ssh, key.file(), host, port, user + "-" + template);
      out.printf("dormouse: ssh -p %d %s@%s%n", port, visit.login(), host);
      return told(visit.go("echo $DORMOUSE_OWNER $DORMOUSE_SESSION", PATIENCE));
    } finally {
      invitation.end(UNTIL_GONE);
      out.printf("dormouse: namespace %s is gone again%n", belongings);
    }
  }

  private int told(Visit.Came came) {
    var wanted = "%s %s%n".formatted(user, template);
    return switch (came) {
      case Visit.Came.In(var printed) when printed.equals(wanted) -> {
        out.printf("dormouse: a command ran in session %s%n", template);
        yield 0;
      }
      case Visit.Came.In(var printed) -> {
        out.printf("dormouse: it was in, but somewhere else: the session said %s", printed);
        yield 1;
      }
      case Visit.Came.Not(var how) -> {
        out.printf("dormouse: the login came to nothing: %s%n", how);
        yield 1;
      }
    };
  }
}
