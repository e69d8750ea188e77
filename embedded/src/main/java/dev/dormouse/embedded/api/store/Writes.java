package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Refusal.Cause;
import dev.dormouse.embedded.api.store.Write.Part;
import dev.dormouse.embedded.api.store.Write.Unknown;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
    checkType(kind, draft.object());
    checkNamespace(kind, namespace, meta);
    if (!meta.version().isEmpty()) {
      throw Refusal.of(500, "", "resourceVersion should not be set on objects to be created");
    }
    begin(draft, namespace);
    kind.rules().shape(draft);
    refuseUnknown(draft, how);
    checkHome(kind, namespace, meta.name());
    kind.rules().create(draft);
    Names.check(draft);
    Names.checkLabels(draft);
    draft.check();
    if (store.shelf(kind).get(meta.key()).isPresent()) {
      throw Refusal.alreadyExists(kind, meta.name());
    }
    return new Written(
        how.dryRun() ? draft.object() : store.add(kind, draft.object()), draft.unknown());
  }

  public Written update(
      Kind kind, Key key, Part part, UnaryOperator<ObjectNode> change, Write how) {
    var found = store.shelf(kind).get(key);
    if (found.isEmpty() && part == Part.MAIN && kind.is(Trait.CREATED_BY_UPDATE)) {
      return create(kind, key.namespace(), change.apply(Json.object()), how);
    }
    var before = found.orElseThrow(() -> Refusal.notFound(kind, key.name()));
    var sent = change.apply(before.deepCopy());
    checkType(kind, sent);
    checkIdentity(kind, key, before, sent);
    var draft = new Draft(kind, before, merge(kind, before, sent, part));
    if (part != Part.WHOLE) {
      kind.rules().shape(draft);
      refuseUnknown(draft, how);
      checkFinalizers(draft);
      Names.checkLabels(draft);
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

  /** The update that takes the last finalizer from an object that is being deleted removes it. */
  private ObjectNode keepOrRemove(Kind kind, ObjectNode before, Draft draft) {
    var meta = draft.meta();
    if (meta.deleting() && meta.finalizers().isEmpty() && meta.grace() == 0) {
      store.remove(kind, before);
      return draft.object();
    }
    return store.replace(kind, before, draft.object());
  }

  private static void checkType(Kind kind, ObjectNode sent) {
    var name = sent.path("kind").asText(kind.name());
    var version = sent.path("apiVersion").asText(kind.apiVersion());
    if (!version.equals(kind.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, kind.apiVersion()));
    }
    if (!name.equals(kind.name()) && kind.is(Trait.CUSTOM)) {
      var draft = new Draft(kind, Json.object(), sent);
      draft.invalid("kind", name, "must be " + kind.name());
      draft.check();
    }
    if (!name.equals(kind.name())) {
      throw Refusal.badRequest(
          "%1$s in version \"%2$s\" cannot be handled as a %3$s: converting (%2$s.%1$s) to (core.%3$s): unknown conversion"
              .formatted(name, kind.version(), kind.name()));
    }
    var rest = sent.deepCopy();
    sent.removeAll();
    sent.put("apiVersion", kind.apiVersion()).put("kind", kind.name()).setAll(rest);
    sent.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    if (!(sent.path("metadata") instanceof ObjectNode)) {
      sent.putObject("metadata");
    }
    Json.dropNulls(sent.path("metadata"));
  }

  private static void checkNamespace(Kind kind, String namespace, Meta meta) {
    if (kind.is(Trait.NAMESPACED)
        && !meta.namespace().isEmpty()
        && !meta.namespace().equals(namespace)) {
      throw Refusal.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
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

  private static void refuseUnknown(Draft draft, Write how) {
    if (how.unknown() == Unknown.STRICT && !draft.unknown().isEmpty()) {
      throw Refusal.badRequest(
          draft.unknown().stream()
              .map("unknown field \"%s\""::formatted)
              .collect(
                  Collectors.joining(
                      ", ",
                      "%1$s in version \"%2$s\" cannot be handled as a %1$s: strict decoding error: "
                          .formatted(draft.kind().name(), draft.kind().version()),
                      "")));
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

  private static void checkIdentity(Kind kind, Key key, ObjectNode before, ObjectNode sent) {
    var was = new Meta(before);
    var is = new Meta(sent);
    checkNamespace(kind, key.namespace(), is);
    if (is.name().isEmpty()) {
      throw Refusal.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(key.name()));
    }
    if (!is.name().equals(key.name())) {
      throw Refusal.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(is.name(), key.name()));
    }
    if (!is.uid().isEmpty() && !is.uid().equals(was.uid())) {
      throw Refusal.conflict(
          kind,
          key.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(is.uid(), was.uid()));
    }
    if (is.version().isEmpty() && kind.is(Trait.VERSIONED_UPDATES)) {
      throw Refusal.unversioned(kind, key.name());
    }
    if (!is.version().isEmpty() && !is.version().equals(was.version())) {
      throw Refusal.conflict(
          kind,
          key.name(),
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
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

  private static void checkFinalizers(Draft draft) {
    var before = new Meta(draft.before());
    if (before.deleting()) {
      var added =
          draft.meta().finalizers().stream()
              .filter(each -> !before.finalizers().contains(each))
              .map("\"%s\""::formatted)
              .collect(Collectors.joining(", "));
      if (!added.isEmpty()) {
        draft.forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string{"
                + added
                + "}");
      }
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
