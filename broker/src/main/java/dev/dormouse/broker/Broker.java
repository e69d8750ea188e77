package dev.dormouse.broker;

import dev.dormouse.broker.cluster.ClusterOptions;
import dev.dormouse.broker.cluster.KubernetesCluster;
import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.broker.net.LoopLag;
import dev.dormouse.broker.net.Net;
import dev.dormouse.broker.net.Vacancy;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.ssh.Front;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.metrics.ApiMetrics;
import dev.dormouse.metrics.AuditMetrics;
import dev.dormouse.metrics.BrokerMetrics;
import dev.dormouse.metrics.Metrics;
import dev.dormouse.metrics.Operations;
import dev.dormouse.metrics.audit.Audit;
import dev.dormouse.metrics.audit.Entry;
import dev.dormouse.metrics.audit.Event;
import dev.dormouse.metrics.audit.Field;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker: the one place where its rooms are wired, and where they're closed in order. */
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  /** How long those who are told to go may take for it. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final String CLOSING =
      "this door is closing; your session is still there: log in again";

  private final Duration drainFor;
  private final InstantSource clock;
  private final BrokerMetrics metrics;
  private final String lastWords;
  private final Connections connections = new Connections();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final KubernetesCluster cluster;
  private final Reception reception;
  private final Operations operations;
  private final Front front;
  private volatile boolean draining;

  private Broker(BrokerConfig config, InstantSource clock, String lastWords) throws IOException {
    this.lastWords = lastWords;
    this.clock = clock;
    Vacancy.check("ssh", config.listen());
    Vacancy.check("operations", config.operations());
    var keys = BrokerKeys.read(config);
    drainFor = config.drainFor();
    try {
      var all = new Metrics();
      metrics = new BrokerMetrics(all);
      metrics.mayCome(Arrays.stream(Code.values()).map(Code::toString).toList());
      var audit = Audit.open(config.audit(), "broker", config.id(), new AuditMetrics(all), clock);
      closing.push(audit::close);
      var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
      closing.push(() -> vertx.close().await());
      cluster = KubernetesCluster.open(options(config, keys), new ApiMetrics(all), clock);
      closing.push(cluster::close);
      var wakes = new Wakes(cluster, clock, new Tally(metrics));
      closing.push(wakes::close);
      cluster.onBegun((order, run) -> audit.tell(begun(order, run)));
      reception =
          new Reception(
              new Rooms(
                  cluster,
                  wakes,
                  metrics,
                  audit,
                  clock,
                  keys.trustedUserCas(),
                  config.userNamespaces()),
              connections);
      cluster.onChange(reception::look);
      metrics.snapshotAge(cluster::age);
      metrics.eventLoopLag(LoopLag.of(vertx)::worst);
      operations = Operations.start(vertx, config.operations(), all, this::failedChecks);
      closing.push(operations::close);
      front =
          Front.open(keys.front(config, clock), new Net(vertx, config.proxyProtocol()), reception);
      closing.push(front::close);
      cluster.onNotice(new Warnings(wakes, front.errands())::warn);
    } catch (IOException | RuntimeException notToday) {
      closing.forEach(Broker::close);
      throw notToday;
    }
  }

  /** Starts it; when this returns it takes connections. */
  public static Broker start(BrokerConfig config, InstantSource clock) throws IOException {
    return start(config, clock, CLOSING);
  }

  /**
   * The same.
   *
   * @param lastWords what those are told who are still in when it ends
   */
  public static Broker start(BrokerConfig config, InstantSource clock, String lastWords)
      throws IOException {
    return new Broker(config, clock, lastWords);
  }

  private static ClusterOptions options(BrokerConfig config, BrokerKeys keys) {
    var kubeconfig =
        switch (config.kubeconfig()) {
          case BrokerConfig.Kubeconfig.Usual() -> "";
          case BrokerConfig.Kubeconfig.In(var file) -> file.toString();
        };
    return new ClusterOptions(
        kubeconfig,
        config.namespace(),
        config.userNamespaces(),
        config.id(),
        keys.userCaLine(),
        config.bundle());
  }

  private static Entry begun(Order order, String run) {
    return Entry.of(Event.START)
        .with(Field.USER, order.owner())
        .with(Field.SESSION, order.session().name())
        .with(Field.RUN, run);
  }

  private List<String> failedChecks() {
    List<String> failed = new ArrayList<>(cluster.missing());
    if (draining) {
      failed.add("draining");
    }
    return failed;
  }

  /** Where ssh comes in. */
  public InetSocketAddress ssh() {
    return front.address();
  }

  /** Where /livez, /readyz and /metrics are. */
  public InetSocketAddress operations() {
    return operations.address();
  }

  /** What goes wrong with one is no reason to leave the others open. */
  private static void close(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).log("a part of the broker didn't close");
    }
  }

  /** Lets nobody in any more; who is in may stay until the drain limit, and is told then. */
  @Override
  public void close() {
    draining = true;
    metrics.drains(clock.instant());
    reception.close();
    front.stopAccepting();
    LOG.atInfo()
        .addKeyValue("open", connections.size())
        .addKeyValue("limit", drainFor.toSeconds() + "s")
        .log("broker drains");
    try {
      if (!connections.awaitNone(drainFor)) {
        connections.end(_ -> true, lastWords);
        connections.awaitNone(FAREWELL);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      closing.forEach(Broker::close);
    }
    LOG.atInfo().log("broker ended");
  }
}
