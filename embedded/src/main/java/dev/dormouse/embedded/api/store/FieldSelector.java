package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code metadata.name=a,status.phase!=Running}: only the fields that the real server knows. */
public final class FieldSelector {
  private static final List<String> ALWAYS = List.of("metadata.name", "metadata.namespace");
  private static final Map<String, List<String>> MORE =
      Map.of(
          "pods",
          List.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "status.phase",
              "status.podIP"),
          "events",
          List.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "secrets",
          List.of("type"),
          "namespaces",
          List.of("status.phase"),
          "nodes",
          List.of("spec.unschedulable"));

  private FieldSelector() {}

  public static Predicate<ObjectNode> parse(Kind kind, String text) {
    Predicate<ObjectNode> all = _ -> true;
    for (var term : text.split(",", -1)) {
      if (!term.isBlank()) {
        all = all.and(term(kind, term.strip()));
      }
    }
    return all;
  }

  private static Predicate<ObjectNode> term(Kind kind, String term) {
    var sides = term.split("!=|==|=", 2);
    if (sides.length != 2) {
      throw Refusal.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(term, term));
    }
    var field = sides[0];
    var more =
        kind.group().isEmpty() ? MORE.getOrDefault(kind.plural(), List.of()) : List.<String>of();
    if (!ALWAYS.contains(field) && !more.contains(field)) {
      throw Refusal.badRequest(
          more.isEmpty() && !kind.is(Kind.Trait.CUSTOM)
              ? "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                  .formatted(field)
              : "field label not supported: " + field);
    }
    var pointer = field.equals("source") ? "/source/component" : "/" + field.replace('.', '/');
    Predicate<ObjectNode> equal = object -> object.at(pointer).asText().equals(sides[1]);
    return term.startsWith("!=", field.length()) ? equal.negate() : equal;
  }
}
