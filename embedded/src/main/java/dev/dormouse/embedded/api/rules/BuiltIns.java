package dev.dormouse.embedded.api.rules;

import static dev.dormouse.embedded.api.store.Kind.Trait.ANSWERS_DELETED;
import static dev.dormouse.embedded.api.store.Kind.Trait.GENERATION;
import static dev.dormouse.embedded.api.store.Kind.Trait.NAMESPACED;
import static dev.dormouse.embedded.api.store.Kind.Trait.STATUS;
import static dev.dormouse.embedded.api.store.Kind.Trait.VERSIONED_UPDATES;
import static dev.dormouse.embedded.api.store.Kind.builtIn;

import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Rules;
import java.time.InstantSource;
import java.util.List;

/** The kinds that are there without being defined. */
public final class BuiltIns {
  private BuiltIns() {}

  public static List<Kind> all(InstantSource clock) {
    return List.of(
        builtIn("v1", "ConfigMap", "configmaps", "cm", Rules.NONE, NAMESPACED),
        builtIn("v1", "Event", "events", "ev", Rules.NONE, NAMESPACED),
        builtIn("v1", "Namespace", "namespaces", "ns", Rules.NONE, STATUS, ANSWERS_DELETED),
        builtIn("v1", "Node", "nodes", "no", Rules.NONE, STATUS),
        builtIn(
            "v1",
            "PersistentVolumeClaim",
            "persistentvolumeclaims",
            "pvc",
            Rules.NONE,
            NAMESPACED,
            STATUS,
            ANSWERS_DELETED),
        builtIn(
            "v1",
            "PersistentVolume",
            "persistentvolumes",
            "pv",
            Rules.NONE,
            STATUS,
            ANSWERS_DELETED),
        builtIn(
            "v1", "Pod", "pods", "po", Rules.NONE, NAMESPACED, STATUS, GENERATION, ANSWERS_DELETED),
        builtIn("v1", "Secret", "secrets", "", Rules.NONE, NAMESPACED),
        builtIn(
            "v1",
            "ServiceAccount",
            "serviceaccounts",
            "sa",
            Rules.NONE,
            NAMESPACED,
            ANSWERS_DELETED),
        builtIn(
            "coordination.k8s.io/v1",
            "Lease",
            "leases",
            "",
            Rules.NONE,
            NAMESPACED,
            VERSIONED_UPDATES),
        builtIn(
            "storage.k8s.io/v1",
            "StorageClass",
            "storageclasses",
            "sc",
            Rules.NONE,
            ANSWERS_DELETED),
        builtIn(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            "crd,crds",
            new Definition(clock),
            STATUS,
            GENERATION,
            VERSIONED_UPDATES));
  }
}
