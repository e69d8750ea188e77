package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.rules.BuiltIns;
import dev.dormouse.embedded.api.rules.Definition;
import dev.dormouse.embedded.api.store.Change;
import dev.dormouse.embedded.api.store.Deletes;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kinds;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Store;
import dev.dormouse.embedded.api.store.Sweep;
import dev.dormouse.embedded.api.store.Write;
import dev.dormouse.embedded.api.store.Write.Unknown;
import dev.dormouse.embedded.api.store.Writes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;

/** The rooms of the server, wired together on its event loop. */
final class Cluster {
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  /** Many changes are followed by one sweep, a moment later, as by a real controller. */
  private static final Duration SWEEP_AFTER = Duration.ofMillis(20);

  private final Vertx vertx;
  private final ApiOptions options;
  private final Identity identity;
  private final Store store;
  private final Kinds kinds;
  private final Writes writes;
  private final Deletes deletes;
  private final Sweep sweep;
  private boolean sweeping;

  Cluster(Vertx vertx, ApiOptions options, Identity identity) {
    this.vertx = vertx;
    this.options = options;
    this.identity = identity;
    store = new Store(options.historyLength());
    kinds = new Kinds(store, BuiltIns.all(options.clock(), store), Definition::kind);
    writes = new Writes(store, kinds, options.clock());
    deletes = new Deletes(store, options.clock());
    sweep = new Sweep(store, kinds, writes, deletes, furniture(identity));
  }

  Future<HttpServer> serve() {
    store.onChange(this::follow);
    for (var name : NAMESPACES) {
      var namespace = Json.object();
      new Meta(namespace).node().put("name", name);
      writes.create(kinds.named("Namespace"), "", namespace, new Write(false, Unknown.IGNORE));
    }
    sweep.pass();
    var resources = new Resources(store, kinds, writes, deletes, options);
    var door = new Door(vertx, identity.token(), new Discovery(kinds), resources);
    var http =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(options.port())
            .setSsl(true)
            .setKeyCertOptions(identity.tls())
            .setUseAlpn(true);
    return vertx.createHttpServer(http).requestHandler(door.router()).listen();
  }

  private void follow(Change change) {
    if (!sweeping && Sweep.concerns(change)) {
      sweeping = true;
      vertx.setTimer(
          SWEEP_AFTER.toMillis(),
          _ -> {
            sweeping = false;
            sweep.pass();
          });
    }
  }

  /** What everyone finds in every namespace. */
  private static List<ObjectNode> furniture(Identity identity) {
    var account = Json.object().put("apiVersion", "v1").put("kind", "ServiceAccount");
    new Meta(account).node().put("name", "default");
    var certificate = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    new Meta(certificate).node().put("name", "kube-root-ca.crt");
    certificate.putObject("data").put("ca.crt", identity.certificate());
    return List.of(account, certificate);
  }
}
