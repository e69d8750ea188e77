package dev.dormouse.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Resources;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** A namespace of one test's own, deleted when the test is over. */
public record Place(Cluster cluster, Api api, String group, String namespace)
    implements AutoCloseable {

  static Place on(Ground ground) {
    var name = "contract-" + UUID.randomUUID().toString().substring(0, 13);
    var place = new Place(ground.cluster(), ground.api(), ground.group(), name);
    place.namespaces().create("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
    return place;
  }

  public Resources namespaces() {
    return api.resources("/api/v1/namespaces");
  }

  /** The place's own objects of a kind of the core group, by its plural name. */
  public Resources core(String plural) {
    return api.resources("/api/v1/namespaces/" + namespace + "/" + plural);
  }

  public Resources configMaps() {
    return core("configmaps");
  }

  /** The place's own objects of the contract's custom resource. */
  public Resources things() {
    return api.resources("/apis/" + group + "/v1/namespaces/" + namespace + "/things");
  }

  /**
   * The place's pods, once the namespace is ready for some: without its account they're refused.
   */
  public Resources pods() throws InterruptedException {
    core("serviceaccounts").await("default", "there", Duration.ofSeconds(30), _ -> true);
    return core("pods");
  }

  /** Creates a config map with these data. */
  public ObjectNode configMap(String name, String data) {
    return configMaps()
        .create(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: %s}"
                .formatted(name, data))
        .object();
  }

  /** A thing that isn't created yet: its spec in YAML. */
  public String aThing(String name, String spec) {
    return "{apiVersion: %s/v1, kind: Thing, metadata: {name: %s}, spec: %s}"
        .formatted(group, name, spec);
  }

  /** Creates a thing with this spec. */
  public ObjectNode thing(String name, String spec) {
    return things().create(aThing(name, spec)).object();
  }

  /** The place's own objects of one of Dormouse's kinds, which are in the run's group here. */
  public Resources ours(String kind) {
    var plural = kind.toLowerCase(Locale.ROOT) + "s";
    return api.resources("/apis/" + group + "/v1alpha1/namespaces/" + namespace + "/" + plural);
  }

  /** One of Dormouse's objects that isn't created yet: its spec in YAML. */
  public String our(String kind, String name, String spec) {
    return "{apiVersion: %s/v1alpha1, kind: %s, metadata: {name: %s}, spec: %s}"
        .formatted(group, kind, name, spec);
  }

  /** Frees what a test that broke off has left held, so that the namespace can go. */
  @Override
  public void close() {
    for (var thing : things().list("").path("items")) {
      things().merge(thing.at("/metadata/name").asText(), "{metadata: {finalizers: null}}");
    }
    namespaces().delete(namespace).object();
  }
}
