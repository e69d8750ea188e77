package dev.dormouse.broker;

import dev.dormouse.broker.cluster.ClusterOptions;
import dev.dormouse.broker.cluster.KubernetesCluster;
import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.broker.ssh.Front;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.metrics.Metrics;
import dev.dormouse.metrics.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker: the one place where its rooms are wired, and where they're closed in order. */
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  /** How long those who are told to go may take for it. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Duration drainFor;
  private final Vertx vertx;
  private final KubernetesCluster cluster;
  private final Wakes wakes;
  private final Connections connections = new Connections();
  private final Reception reception;
  private final Operations operations;
  private final Front front;
  private volatile boolean draining;

  private Broker(BrokerConfig config, InstantSource clock) throws IOException {
    var keys = BrokerKeys.read(config);
    drainFor = config.drainFor();
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    cluster = KubernetesCluster.open(new ClusterOptions(config, keys.userCaLine()), clock);
    wakes = new Wakes(cluster, clock);
    var metrics = new Metrics();
    reception =
        new Reception(
            new Rooms(
                cluster, wakes, metrics, clock, keys.trustedUserCas(), config.userNamespaces()),
            connections);
    cluster.onChange(reception::look);
    operations = Operations.start(vertx, config.operations(), metrics, this::failedChecks);
    front = Front.open(vertx, keys.front(config, clock), reception);
  }

  /** Starts it; when this returns it takes connections. */
  public static Broker start(BrokerConfig config, InstantSource clock) throws IOException {
    return new Broker(config, clock);
  }

  private List<String> failedChecks() {
    List<String> failed = new ArrayList<>(cluster.missing());
    if (draining) {
      failed.add("draining");
    }
    return failed;
  }

  public InetSocketAddress ssh() {
    return front.address();
  }

  public InetSocketAddress operations() {
    return operations.address();
  }

  /** Lets nobody in any more, those who are in stay until they leave or the drain limit is over. */
  @Override
  public void close() {
    draining = true;
    reception.close();
    front.stopAccepting();
    try {
      LOG.atInfo().addKeyValue("open", connections.size()).addKeyValue("for", drainFor).log("drains");
      if (!connections.awaitNone(drainFor)) {
        connections.end(_ -> true, "this broker is going away; log in again, your session is still there");
        connections.awaitNone(FAREWELL);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      front.close();
      wakes.close();
      cluster.close();
      operations.close();
      vertx.close().await();
    }
  }
}
