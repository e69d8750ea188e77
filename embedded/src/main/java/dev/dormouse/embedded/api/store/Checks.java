package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Refusal.Cause;
import dev.dormouse.embedded.api.store.Write.Unknown;
import java.util.List;
import java.util.stream.Collectors;

/** What every write is checked for, whatever its kind. */
final class Checks {
  private Checks() {}

  static void type(Kind kind, ObjectNode sent) {
    var name = sent.path("kind").asText(kind.name());
    var version = sent.path("apiVersion").asText(kind.apiVersion());
    if (!version.equals(kind.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, kind.apiVersion()));
    }
    if (!name.equals(kind.name()) && kind.is(Trait.CUSTOM)) {
      var why = "Invalid value: \"%s\": must be %s".formatted(name, kind.name());
      throw Refusal.invalid(
          kind.called(name),
          new Meta(sent).name(),
          List.of(new Cause("FieldValueInvalid", "kind", why)));
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

  static void namespace(Kind kind, String namespace, Meta meta) {
    if (kind.is(Trait.NAMESPACED)
        && !meta.namespace().isEmpty()
        && !meta.namespace().equals(namespace)) {
      throw Refusal.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  static void unknown(Draft draft, Write how) {
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

  /** That a body is of the object that the path names; asked before whether there is one. */
  static void named(Kind kind, Key key, ObjectNode sent) {
    var is = new Meta(sent);
    namespace(kind, key.namespace(), is);
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
  }

  static void identity(Kind kind, Key key, ObjectNode before, ObjectNode sent) {
    var was = new Meta(before);
    var is = new Meta(sent);
    named(kind, key, sent);
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

  static void finalizers(Draft draft) {
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
}
