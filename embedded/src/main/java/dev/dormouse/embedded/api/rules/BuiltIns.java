package dev.dormouse.embedded.api.rules;

import static dev.dormouse.embedded.api.store.Kind.Trait.ANSWERS_DELETED;
import static dev.dormouse.embedded.api.store.Kind.Trait.CREATED_BY_UPDATE;
import static dev.dormouse.embedded.api.store.Kind.Trait.GENERATION;
import static dev.dormouse.embedded.api.store.Kind.Trait.NAMESPACED;
import static dev.dormouse.embedded.api.store.Kind.Trait.STATUS;
import static dev.dormouse.embedded.api.store.Kind.Trait.VERSIONED_UPDATES;
import static dev.dormouse.embedded.api.store.Kind.builtIn;

import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Store;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.InstantSource;
import java.util.List;

/** The kinds that are there without being defined. */
public final class BuiltIns {
  private BuiltIns() {}

  /** The store is where a claim finds the default class, and a pod its account. */
  public static List<Kind> all(InstantSource clock, Store store) {
    var classes =
        of(
            "storage.k8s.io/v1",
            "StorageClass",
            "storageclasses",
            "sc",
            StorageClass.class,
            ANSWERS_DELETED);
    var accounts =
        of(
            "v1",
            "ServiceAccount",
            "serviceaccounts",
            "sa",
            ServiceAccount.class,
            NAMESPACED,
            ANSWERS_DELETED);
    var pods = new PodRules(key -> store.shelf(accounts).get(key).isPresent());
    var claims = new ClaimRules(() -> store.shelf(classes).all());
    return List.of(
        of("v1", "ConfigMap", "configmaps", "cm", ConfigMap.class, NAMESPACED),
        of("v1", "Event", "events", "ev", Event.class, NAMESPACED, CREATED_BY_UPDATE),
        builtIn(
            "v1", "Namespace", "namespaces", "ns", new NamespaceRules(), STATUS, ANSWERS_DELETED),
        of("v1", "Node", "nodes", "no", Node.class, STATUS),
        builtIn(
            "v1",
            "PersistentVolumeClaim",
            "persistentvolumeclaims",
            "pvc",
            claims,
            NAMESPACED,
            STATUS,
            ANSWERS_DELETED),
        of(
            "v1",
            "PersistentVolume",
            "persistentvolumes",
            "pv",
            PersistentVolume.class,
            STATUS,
            ANSWERS_DELETED),
        builtIn("v1", "Pod", "pods", "po", pods, NAMESPACED, STATUS, GENERATION, ANSWERS_DELETED),
        builtIn("v1", "Secret", "secrets", "", new SecretRules(), NAMESPACED),
        accounts,
        of(
            "coordination.k8s.io/v1",
            "Lease",
            "leases",
            "",
            Lease.class,
            NAMESPACED,
            VERSIONED_UPDATES,
            CREATED_BY_UPDATE),
        classes,
        builtIn(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            "crd,crds",
            new Definition(clock),
            STATUS,
            GENERATION,
            VERSIONED_UPDATES,
            ANSWERS_DELETED));
  }

  private static Kind of(
      String apiVersion,
      String name,
      String plural,
      String shortName,
      Class<?> model,
      Trait... traits) {
    return builtIn(apiVersion, name, plural, shortName, new ModelRules(model), traits);
  }
}
