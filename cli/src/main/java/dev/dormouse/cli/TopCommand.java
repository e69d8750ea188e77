package dev.dormouse.cli;

import dev.dormouse.cli.top.Scrape;
import dev.dormouse.cli.top.TopPage;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dormouse top}: a page of what brokers and reapers measure, again every second. */
@Command(
    name = "top",
    header = "who is in, who waits and what fails: a live page",
    synopsisHeading = "%n",
    customSynopsis = "dormouse top [--once] [ADDRESS...]",
    description = {
      "",
      "Reads what brokers and reapers measure from their operations addresses, and shows",
      "it as one page, anew every second: for who has no Grafana. All are counted together.",
      ""
    },
    parameterListHeading = "Addresses:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Ctrl-C ends it (exit code 130)."},
    sortOptions = false)
final class TopCommand implements Callable<Integer> {
  private static final List<String> USUAL = List.of("127.0.0.1:9464", "127.0.0.1:9465");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What a terminal understands: to the first line, to the end of a line, of the screen. */
  private static final String HOME = "\033[H";

  private static final String REST_OF_LINE = "\033[K";
  private static final String REST_OF_SCREEN = "\033[J";

  private final InstantSource clock;
  private final PrintStream out;
  private final boolean terminal;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      description = {
        "where a broker or a reaper has its operations: HOST:PORT, or a whole URL.",
        "usually the demo's, 127.0.0.1:9464 and 127.0.0.1:9465"
      })
  private List<String> addresses = new ArrayList<>();

  private boolean shown;

  @Option(names = "--once", description = "says it once and ends")
  private boolean once;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  /**
   * With what it needs of the outside.
   *
   * @param terminal whether somebody looks at it, or a file takes it
   */
  TopCommand(InstantSource clock, PrintStream out, boolean terminal) {
    this.clock = clock;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, Refusal {
    List<URI> pages = new ArrayList<>();
    for (var address : addresses.isEmpty() ? USUAL : addresses) {
      pages.add(page(address));
    }
    var page = new TopPage();
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var silent = show(client, pages, page);
      if (silent.size() == pages.size()) {
        throw new Refusal(
            "nothing answers with Dormouse's metrics at %s: give the operations addresses of brokers and reapers"
                .formatted(String.join(" or ", silent)));
      }
      while (!once) {
        Thread.sleep(PAUSE);
        var _ = show(client, pages, page);
      }
      return 0;
    }
  }

  static URI page(String address) throws Refusal {
    var whole = address.contains("://") ? address : "http://" + address;
    try {
      var given = URI.create(whole);
      if (given.getHost() != null && given.getScheme().startsWith("http")) {
        var path = given.getPath();
        return path.isEmpty() || path.equals("/") ? given.resolve("/metrics") : given;
      }
    } catch (IllegalArgumentException notOne) {
      // Told below, like one without a host.
    }
    throw new Refusal("ADDRESS is \"%s\": give HOST:PORT, like 127.0.0.1:9464".formatted(address));
  }

  /** Shows what those say who answer; those that don't come back. */
  private List<String> show(HttpClient client, List<URI> pages, TopPage page)
      throws InterruptedException {
    List<String> texts = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (var one : pages) {
      var text = text(client, one);
      if (Scrape.of(List.of(text)).isOurs()) {
        texts.add(text);
      } else {
        silent.add(one.toString());
      }
    }
    if (texts.isEmpty() && !shown) {
      return silent;
    }
    shown = true;
    List<String> lines = new ArrayList<>(page.lines(Scrape.of(texts), clock.instant()));
    silent.forEach(one -> lines.add("silent    " + one));
    out.print(terminal && !once ? drawn(lines) : String.join("\n", lines) + "\n\n");
    out.flush();
    return silent;
  }

  private static String drawn(List<String> lines) {
    return HOME + String.join(REST_OF_LINE + "\n", lines) + REST_OF_LINE + "\n" + REST_OF_SCREEN;
  }

  /** Empty when there is none. */
  private static String text(HttpClient client, URI page) throws InterruptedException {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "";
    } catch (IOException silent) {
      return "";
    }
  }
}
