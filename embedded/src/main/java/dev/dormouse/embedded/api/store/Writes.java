package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Refusal.Cause;
import dev.dormouse.embedded.api.store.Write.Part;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Creating and updating, in the order of checks that the real server has. */
public final class Writes {
  private static final List<String> SERVERS_OWN =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "resourceVersion",
          "generateName");

  private final Store store;
  private final Kinds kinds;
  private final InstantSource clock;

  public Writes(Store store, Kinds kinds, InstantSource clock) {
    this.store = store;
    this.kinds = kinds;
    this.clock = clock;
  }

  /** The object as it is now, and the unknown fields that were dropped from what was sent. */
  public record Written(ObjectNode object, List<String> dropped) {}

  public Written create(Kind kind, String namespace, ObjectNode sent, Write how) {
    var draft = new Draft(kind, Json.object(), sent.deepCopy());
    var meta = draft.meta();
    Checks.type(kind, draft.object());
    Checks.namespace(kind, namespace, meta);
    if (!meta.version().isEmpty()) {
      throw Refusal.of(500, "", "resourceVersion should not be set on objects to be created");
    }
    begin(draft, namespace);
    Names.check(draft);
    Names.checkMetadata(draft);
    kind.rules().shape(draft);
    Checks.unknown(draft, how);
    checkHome(kind, namespace, meta.name());
    kind.rules().create(draft);
    draft.check();
    var there = store.shelf(kind).get(meta.key());
    if (there.isPresent()) {
      throw Refusal.alreadyExists(kind, new Meta(there.get()));
    }
    return new Written(
        how.dryRun() ? draft.object() : store.add(kind, draft.object()), draft.unknown());
  }

  public Written replace(Kind kind, Key key, Part part, ObjectNode sent, Write how) {
    Checks.type(kind, sent);
    Checks.named(kind, key, sent);
    return update(kind, key, part, _ -> sent, how);
  }

  public Written update(
      Kind kind, Key key, Part part, UnaryOperator<ObjectNode> change, Write how) {
    var found = store.shelf(kind).get(key);
    if (found.isEmpty() && part == Part.MAIN && kind.is(Trait.CREATED_BY_UPDATE)) {
      return create(kind, key.namespace(), change.apply(Json.object()), how);
    }
    var before = found.orElseThrow(() -> Refusal.notFound(kind, key.name()));
    var sent = change.apply(before.deepCopy());
    Checks.type(kind, sent);
    Checks.identity(kind, key, before, sent);
    var draft = new Draft(kind, before, merge(kind, before, sent, part));
    if (part != Part.WHOLE) {
      kind.rules().shape(draft);
      Checks.unknown(draft, how);
      Checks.finalizers(draft);
      Names.checkMetadata(draft);
      if (part == Part.MAIN) {
        kind.rules().update(draft);
      }
      draft.check();
    }
    if (part != Part.WHOLE
        && kind.is(Trait.GENERATION)
        && specMoved(kind, before, draft.object())) {
      draft.meta().node().put("generation", new Meta(before).generation() + 1);
    }
    if (how.dryRun() || draft.object().equals(before)) {
      return new Written(draft.object(), draft.unknown());
    }
    return new Written(keepOrRemove(kind, before, draft), draft.unknown());
  }

  /**
   * The update that takes the last finalizer from an object that is being deleted removes it; a
   * namespace has finalizers in its spec as well.
   */
  private ObjectNode keepOrRemove(Kind kind, ObjectNode before, Draft draft) {
    var meta = draft.meta();
    if (meta.deleting()
        && meta.grace() == 0
        && meta.finalizers().isEmpty()
        && draft.object().at("/spec/finalizers").isEmpty()) {
      store.remove(kind, before);
      return draft.object();
    }
    return store.replace(kind, before, draft.object());
  }

  /** Nothing new comes into a namespace that is not there, or is going. */
  private void checkHome(Kind kind, String namespace, String name) {
    if (!kind.is(Trait.NAMESPACED)) {
      return;
    }
    var home = store.get(kinds.named("Namespace"), new Key("", namespace));
    if (new Meta(home).deleting()) {
      throw Refusal.forbidden(
          kind,
          name,
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(namespace),
          new Cause(
              "NamespaceTerminating",
              "metadata.namespace",
              "namespace %s is being terminated".formatted(namespace)));
    }
  }

  private void begin(Draft draft, String namespace) {
    var meta = draft.meta();
    var node = meta.node();
    if (meta.name().isEmpty() && node.hasNonNull("generateName")) {
      node.put("name", Names.made(node.path("generateName").asText()));
    }
    if (draft.kind().is(Trait.NAMESPACED)) {
      node.put("namespace", namespace);
    } else {
      node.remove("namespace");
    }
    node.remove(
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink"));
    node.put("uid", UUID.randomUUID().toString());
    node.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (draft.kind().is(Trait.GENERATION)) {
      node.put("generation", 1);
    }
    if (draft.kind().is(Trait.STATUS) && draft.kind().is(Trait.CUSTOM)) {
      draft.object().remove("status");
    }
  }

  /** What an update to a part makes of an object: the rest stays as it was. */
  private static ObjectNode merge(Kind kind, ObjectNode before, ObjectNode sent, Part part) {
    var statusOnly = part == Part.STATUS;
    var merged = statusOnly ? before.deepCopy() : sent.deepCopy();
    if (statusOnly) {
      copy("status", sent, merged);
    } else if (part == Part.MAIN && kind.is(Trait.STATUS)) {
      copy("status", before, merged);
    }
    if (statusOnly && !kind.is(Trait.CUSTOM)) {
      copy("labels", sent.path("metadata"), new Meta(merged).node());
      copy("annotations", sent.path("metadata"), new Meta(merged).node());
    }
    var metadata = new Meta(merged).node();
    SERVERS_OWN.forEach(field -> copy(field, before.path("metadata"), metadata));
    metadata.remove("managedFields");
    if (kind.is(Trait.NAMESPACED)) {
      copy("namespace", before.path("metadata"), metadata);
    }
    return merged;
  }

  private static void copy(String field, JsonNode from, ObjectNode to) {
    if (from.has(field)) {
      to.set(field, from.path(field).deepCopy());
    } else {
      to.remove(field);
    }
  }

  private static boolean specMoved(Kind kind, ObjectNode before, ObjectNode after) {
    if (!kind.is(Trait.CUSTOM)) {
      return !before.path("spec").equals(after.path("spec"));
    }
    var besides = kind.is(Trait.STATUS) ? List.of("metadata", "status") : List.of("metadata");
    return !before.deepCopy().remove(besides).equals(after.deepCopy().remove(besides));
  }
}
