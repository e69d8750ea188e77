package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Write.Part;
import dev.dormouse.embedded.api.store.Write.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the controllers of a real cluster do behind a deletion: dependents follow their owners,
 * namespaces and definitions take their content along, claims go when no pod uses them. It also
 * furnishes each namespace with what everyone finds in one.
 *
 * <p>One pass looks at everything and does the next step of each; its own changes ask for another.
 */
public final class Sweep {
  private static final Write PLAINLY = new Write(false, Unknown.IGNORE);
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final Store store;
  private final Kinds kinds;
  private final Writes writes;
  private final Deletes deletes;
  private final List<ObjectNode> furniture;

  public Sweep(
      Store store, Kinds kinds, Writes writes, Deletes deletes, List<ObjectNode> furniture) {
    this.store = store;
    this.kinds = kinds;
    this.writes = writes;
    this.deletes = deletes;
    this.furniture = List.copyOf(furniture);
  }

  private record Item(Kind kind, ObjectNode object) {
    Meta meta() {
      return new Meta(object);
    }
  }

  /** Whether a change can have left anything to do. */
  public static boolean concerns(Change change) {
    return switch (change) {
      case Change.Deleted _ -> true;
      case Change.Modified(_, _, var after) -> new Meta(after).deleting();
      case Change.Added(_, var object) ->
          !new Meta(object).owners().isEmpty() || object.path("kind").asText().equals("Namespace");
    };
  }

  public void pass() {
    var items = new ArrayList<Item>();
    for (var kind : kinds.all()) {
      store.shelf(kind).all().forEach(object -> items.add(new Item(kind, object)));
    }
    owners(items);
    for (var item : items) {
      var meta = item.meta();
      switch (item.kind().name()) {
        case "Namespace" -> namespace(item, items);
        case "CustomResourceDefinition" -> definition(item, items);
        case "PersistentVolumeClaim" -> claim(item, items);
        default -> {}
      }
      if (meta.deleting() && meta.finalizers().contains(FOREGROUND)) {
        empty(items, dependent -> owns(item, dependent), () -> unhold(item, FOREGROUND));
      }
      if (meta.deleting() && meta.finalizers().contains(ORPHAN)) {
        items.stream().filter(each -> owns(item, each)).forEach(each -> disown(item, each));
        unhold(item, ORPHAN);
      }
    }
  }

  /**
   * Who has lost every owner goes; who has lost some forgets them. An owner counts when it is in
   * the same namespace, or in none.
   */
  private void owners(List<Item> items) {
    Map<String, String> homes = new HashMap<>();
    items.forEach(item -> homes.put(item.meta().uid(), item.meta().namespace()));
    for (var item : items) {
      Predicate<JsonNode> alive =
          owner -> {
            var home = homes.get(owner.path("uid").asText());
            return "".equals(home) || item.meta().namespace().equals(home);
          };
      var owners = item.meta().owners();
      var left = owners.valueStream().filter(alive).count();
      if (!owners.isEmpty() && left == 0) {
        delete(item);
      } else if (left < owners.size()) {
        keepOwners(item, alive);
      }
    }
  }

  private void namespace(Item namespace, List<Item> items) {
    var name = namespace.meta().name();
    if (!namespace.meta().deleting()) {
      furnish(name);
      return;
    }
    Predicate<Item> inside =
        item -> item.kind().is(Trait.NAMESPACED) && item.meta().namespace().equals(name);
    empty(items, inside, () -> store.remove(namespace.kind(), namespace.object()));
  }

  private void furnish(String namespace) {
    for (var piece : furniture) {
      var kind = kinds.named(piece.path("kind").asText());
      var name = new Meta(piece).name();
      if (store.shelf(kind).get(new Key(namespace, name)).isEmpty()) {
        writes.create(kind, namespace, piece, PLAINLY);
      }
    }
  }

  private void definition(Item definition, List<Item> items) {
    if (definition.meta().deleting()) {
      var kind = kinds.custom(definition.object());
      empty(
          items,
          item -> item.kind().resource().equals(kind.resource()),
          () -> unhold(definition, CLEANUP));
    }
  }

  private void claim(Item claim, List<Item> items) {
    if (claim.meta().deleting() && items.stream().noneMatch(item -> uses(item, claim))) {
      unhold(claim, PROTECTION);
    }
  }

  private static boolean uses(Item item, Item claim) {
    return item.kind().name().equals("Pod")
        && item.meta().namespace().equals(claim.meta().namespace())
        && item.object().path("spec").has("nodeName")
        && item.object()
            .at("/spec/volumes")
            .valueStream()
            .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText())
            .anyMatch(claim.meta().name()::equals);
  }

  /** Deletes what fits; once nothing does, goes on. */
  private void empty(List<Item> items, Predicate<Item> fits, Runnable then) {
    var left = items.stream().filter(fits).toList();
    left.forEach(this::delete);
    if (left.isEmpty()) {
      then.run();
    }
  }

  private void delete(Item item) {
    current(
        item,
        now -> {
          if (!new Meta(now).deleting()) {
            deletes.delete(item.kind(), item.meta().key(), Deletes.Ask.PLAIN);
          }
        });
  }

  private void unhold(Item item, String finalizer) {
    change(
        item,
        object -> {
          var kept = new HashSet<>(new Meta(object).finalizers());
          kept.remove(finalizer);
          new Meta(object).node().set("finalizers", Json.strings(kept));
        });
  }

  private static boolean owns(Item owner, Item dependent) {
    return dependent
        .meta()
        .owners()
        .valueStream()
        .anyMatch(each -> each.path("uid").asText().equals(owner.meta().uid()));
  }

  private void disown(Item owner, Item dependent) {
    keepOwners(dependent, each -> !each.path("uid").asText().equals(owner.meta().uid()));
  }

  private void keepOwners(Item dependent, Predicate<JsonNode> kept) {
    change(
        dependent,
        object -> {
          var meta = new Meta(object);
          var left = Json.array();
          meta.owners().valueStream().filter(kept).forEach(left::add);
          if (left.isEmpty()) {
            meta.node().remove("ownerReferences");
          } else {
            meta.node().set("ownerReferences", left);
          }
        });
  }

  private void change(Item item, Consumer<ObjectNode> edit) {
    current(
        item,
        _ ->
            writes.update(
                item.kind(),
                item.meta().key(),
                Part.WHOLE,
                object -> {
                  edit.accept(object);
                  return object;
                },
                PLAINLY));
  }

  /** A pass removes things while it goes on: what is no longer there is done. */
  private void current(Item item, Consumer<ObjectNode> then) {
    store
        .shelf(item.kind())
        .get(item.meta().key())
        .filter(now -> new Meta(now).uid().equals(item.meta().uid()))
        .ifPresent(then);
  }
}
