package dev.dormouse.cli;

import dev.dormouse.broker.Broker;
import dev.dormouse.broker.config.BadConfig;
import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.cli.bench.ColdBench;
import dev.dormouse.cli.bench.Household;
import dev.dormouse.cli.bench.Unfit;
import dev.dormouse.metrics.audit.Destination;
import dev.dormouse.reaper.Reaper;
import dev.dormouse.reaper.ReaperConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dormouse bench cold}: how long ssh to a sleeping session takes, and the same by hand. */
@Command(
    name = "cold",
    header = "ssh to a session that sleeps",
    synopsisHeading = "%n",
    customSynopsis = "dormouse bench cold [--image IMAGE] [--bundle IMAGE] [--times N]",
    description = {
      "",
      "On the cluster that KUBECONFIG names: starts a broker and a reaper here, wakes a",
      "session by ssh again and again, and in turns with that makes the same pod by hand",
      "and a plain one. Says how long each took, by phases. It makes two namespaces of its",
      "own, which go at the end; nothing else is touched. This machine has to reach the",
      "pods' addresses.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Ctrl-C or SIGTERM tidies up and ends it (exit code 130 or 143).",
    },
    sortOptions = false)
final class ColdCommand implements Callable<Integer> {
  private static final Duration TIDYING = Duration.ofMinutes(3);

  private final Map<String, String> environment;
  private final String account;
  private final InstantSource clock;
  private final PrintStream out;
  private final Stop stop;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = {
        "what the session is made from, with a sleep in it.",
        "usually debian:13-slim"
      })
  private String image = "debian:13-slim";

  @Option(
      names = "--bundle",
      paramLabel = "IMAGE",
      description = {
        "the sshd that is brought along, as in the broker's settings; without it",
        "the image has an sshd of its own"
      })
  private String bundle = "";

  @Option(
      names = "--times",
      paramLabel = "N",
      converter = Times.class,
      description = {"how often, 1 to 1000.", "usually 30: some minutes"})
  private int times = 30;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  /**
   * With what a measurement needs to know of the outside.
   *
   * @param account what the person is called on this machine
   */
  ColdCommand(
      Map<String, String> environment,
      String account,
      InstantSource clock,
      PrintStream out,
      Stop stop) {
    // What a broker of theirs is set to isn't meant for this one.
    this.environment = new HashMap<>(environment);
    this.environment.keySet().removeIf(key -> key.startsWith("DORMOUSE_"));
    this.account = account;
    this.clock = clock;
    this.out = out;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, Refusal {
    stop.listen(TIDYING);
    var here = Thread.currentThread();
    Thread.ofVirtual().name("stop").start(() -> interruptWhenAsked(here));
    try (var folder = BenchFolder.make()) {
      Logs.to(folder.log());
      measure(folder, "bench-" + UUID.randomUUID().toString().substring(0, 6));
      return 0;
    } finally {
      stop.done();
    }
  }

  private void interruptWhenAsked(Thread here) {
    try {
      stop.await();
      here.interrupt();
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(BenchFolder folder, String namespace)
      throws IOException, InterruptedException, Refusal {
    var settings = settings(folder, namespace);
    var key = folder.key();
    // Closed from the last to the first: nobody wakes a session of a house that goes, and who
    // tidies up sessions is there
    // until the end.
    try (var _ = reaper(namespace);
        var house = Household.open(namespace, key.publicKey(), image, account);
        var broker = Broker.start(settings, clock)) {
      Readiness.await(broker.operations());
      out.printf(
          "dormouse: %1$d cold starts, and as many pods by hand, in namespaces %2$s and %2$s-me%n",
          times, namespace);
      out.print(
          new ColdBench(house, key.file(), clock)
              .run(
                  broker.ssh(),
                  folder.hostKey().publicKey(),
                  folder.userCa().file(),
                  image,
                  times));
      if (house.small()) {
        out.println(
            "On the small cluster pods are plain processes: on Kubernetes they take longer.");
      }
    } catch (Unfit unfit) {
      throw new Refusal(unfit.sentence());
    }
  }

  private BrokerConfig settings(BenchFolder folder, String namespace) throws IOException, Refusal {
    var usual = Path.of(environment.getOrDefault("HOME", "/nonexistent"), ".kube", "config");
    if (!environment.containsKey("KUBECONFIG")
        && !environment.containsKey("KUBERNETES_SERVICE_HOST")
        && !Files.exists(usual)) {
      throw new Refusal(
          "there is no cluster to measure on: name its kubeconfig in KUBECONFIG, since there is no %s; for a try, ./dormouse cluster makes a small one"
              .formatted(usual));
    }
    try {
      return BrokerConfig.read(folder.writeBrokerConfig(namespace, bundle), environment);
    } catch (BadConfig bad) {
      throw new Refusal(bad.sentence());
    }
  }

  private Reaper reaper(String namespace) throws IOException {
    return Reaper.start(
        new ReaperConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            "bench",
            "",
            namespace,
            namespace + "-",
            new Destination.None()),
        clock);
  }
}
