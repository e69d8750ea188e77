package dev.dormouse.e2e.proxy;

import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * An HTTP proxy that stands before an API server and spoils calls as a test says. Its clients reach
 * it by a kubeconfig of their own, so it knows who calls; the first rule that a call falls under is
 * the one that counts.
 */
public final class FaultProxy implements AutoCloseable {
  private final Vertx vertx;
  private final Path folder;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Watches watches = new Watches();
  private final Counts counts = new Counts();
  private final Door door;
  private final int port;
  private HttpServer server;

  private FaultProxy(Vertx vertx, Config config, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
    this.door =
        new Door(vertx, Upstream.of(config), new Interference(vertx, rules, watches), counts);
    this.server = door.open(0);
    this.port = server.actualPort();
  }

  /** Starts one before the API server of a kubeconfig; its own kubeconfigs go into a folder. */
  public static FaultProxy before(Config config, Path folder) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    return new FaultProxy(vertx, config, folder);
  }

  /** The kubeconfig by which this client calls. */
  public Path kubeconfig(String client) {
    var yaml =
        """
        apiVersion: v1
        kind: Config
        current-context: proxy
        clusters: [{name: proxy, cluster: {server: 'http://127.0.0.1:%d/as/%s'}}]
        users: [{name: proxy, user: {}}]
        contexts: [{name: proxy, context: {cluster: proxy, user: proxy}}]
        """
            .formatted(port, client);
    try {
      return Files.writeString(folder.resolve(client + ".kubeconfig"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the kubeconfig of " + client, e);
    }
  }

  /** What came so far. */
  public Counts counts() {
    return counts;
  }

  /** Lets calls reach the API server only after a while. */
  public Rule delay(Duration by, Matching matching) {
    return rule(matching, new Deed.Delay(by));
  }

  /** Answers calls with a refusal. */
  public Rule refuse(Fault fault, Matching matching) {
    return rule(matching, new Deed.Refuse(fault));
  }

  /** Cuts calls off before they reach the API server. */
  public Rule drop(Matching matching) {
    return rule(matching, new Deed.Drop());
  }

  /** Lets the API server do what is asked, and cuts its answer off. */
  public Rule loseAnswer(Matching matching) {
    return rule(matching, new Deed.LoseAnswer());
  }

  /** Holds the next call. */
  public Held hold(Matching matching) {
    var held = new Held();
    rule(matching, new Deed.Hold(held)).times(1);
    return held;
  }

  /** Holds every call until all are released. */
  public Held holdEach(Matching matching) {
    var held = new Held();
    rule(new Matching(matching.test().and(_ -> !held.isReleased())), new Deed.Hold(held));
    return held;
  }

  /** How many watches are open. */
  public int openWatches(Matching matching) {
    return watches.count(matching);
  }

  /** Cuts watches that are open. */
  public void cutWatches(Matching matching) {
    watches.cut(matching);
  }

  /** Keeps watches open and silent until what is held is released. */
  public Held starve(Matching matching) {
    var held = new Held();
    watches.stop(new Stop.Silence(matching, held));
    return held;
  }

  /** Holds the next event of this type about this object, and on that watch all behind it. */
  public Held holdEvent(Matching matching, String type, String name) {
    var held = new Held();
    watches.stop(new Stop.Next(matching, type, name, new AtomicBoolean(), held));
    return held;
  }

  /** Tells an object of this name otherwise than it is, from its next event on. */
  public void alter(Matching matching, String name, UnaryOperator<JsonObject> how) {
    watches.spoil(new Spoil.Altered(matching, name, how));
  }

  /** After an object's end, tells once more what was told of it last before. */
  public void echo(Matching matching, String name) {
    watches.spoil(new Spoil.Echoed(matching, name));
  }

  /** Forgets all rules for calls; what is held stays held. */
  public void clear() {
    rules.clear();
  }

  /** Is gone: cuts what is open and refuses connections. */
  public synchronized void away() {
    server.close().await();
  }

  /** Is there again, on the same port. */
  public synchronized void back() {
    server = door.open(port);
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private Rule rule(Matching matching, Deed deed) {
    var rule = new Rule(matching, deed);
    rules.add(rule);
    return rule;
  }
}
