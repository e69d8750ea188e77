package dev.dormouse.e2e.proxy;

import dev.dormouse.e2e.Place;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A proxy before the cluster under test, and one client that goes through it. */
record Trial(Place place, FaultProxy proxy, KubernetesClient client) implements AutoCloseable {

  static Trial in(Place place) {
    try {
      var folder = Files.createTempDirectory("fault-proxy");
      var proxy = FaultProxy.before(place.cluster().config(), folder);
      return new Trial(place, proxy, client(proxy, "broker-a"));
    } catch (IOException e) {
      throw new UncheckedIOException("making a folder for the proxy's kubeconfigs", e);
    }
  }

  /** Another client of the same proxy, which retries nothing. */
  static KubernetesClient client(FaultProxy proxy, String name) {
    var config = Config.fromKubeconfig(proxy.kubeconfig(name).toFile());
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  ConfigMap create(String name) {
    return client.configMaps().resource(map(name, "created")).create();
  }

  ConfigMap map(String name, String said) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(place.namespace())
        .endMetadata()
        .addToData("said", said)
        .build();
  }

  ConfigMap say(String name, String said) {
    return client
        .configMaps()
        .inNamespace(place.namespace())
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\": {\"said\": \"" + said + "\"}}");
  }

  /** What the cluster itself has, the proxy aside. */
  String said(String name) {
    return place.configMaps().get(name).object().at("/data/said").asText();
  }

  /** Does it on a thread of its own. */
  static <T> CompletableFuture<T> aside(Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, Thread::startVirtualThread);
  }

  @Override
  public void close() {
    client.close();
    proxy.close();
  }
}
