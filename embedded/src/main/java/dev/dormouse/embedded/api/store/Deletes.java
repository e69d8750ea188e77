package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Deleting: what holds an object back (preconditions, grace, finalizers), and what lets it go. */
public final class Deletes {
  /** These mark themselves in a way of their own: without grace, and their generation stays. */
  private static final Set<String> SELF_FINALIZED = Set.of("Namespace", "CustomResourceDefinition");

  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final Store store;
  private final InstantSource clock;

  public Deletes(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * How a deletion was asked for. Empty preconditions hold always; without a grace a pod has its
   * own; {@code finalizers} come on top, which is how owners wait for or leave their dependents.
   */
  public record Ask(
      String uid, String version, OptionalLong grace, List<String> finalizers, boolean dryRun) {
    public static final Ask PLAIN = new Ask("", "", OptionalLong.empty(), List.of(), false);
  }

  /** The object as it is while it waits, or as it was when it went at once. */
  public record Deleted(ObjectNode object, boolean gone) {}

  public Deleted delete(Kind kind, Key key, Ask ask) {
    var before = store.get(kind, key);
    checkPreconditions(kind, new Meta(before), ask);
    if (kind.name().equals("Namespace") && IMMORTAL.contains(key.name())) {
      throw Refusal.forbidden(kind, key.name(), "this namespace may not be deleted");
    }
    if (ask.dryRun()) {
      return new Deleted(before, true);
    }
    var meta = new Meta(before);
    var grace = grace(kind, before, ask);
    var held =
        grace > 0
            || !meta.finalizers().isEmpty()
            || !ask.finalizers().isEmpty()
            || !before.at("/spec/finalizers").isEmpty();
    if (meta.deleting() && held && grace >= meta.grace()) {
      return new Deleted(before, false);
    }
    if (!held && !kind.name().equals("Pod")) {
      return new Deleted(store.remove(kind, before), true);
    }
    var marked = store.replace(kind, before, marked(kind, before, grace, ask.finalizers()));
    return held ? new Deleted(marked, false) : new Deleted(store.remove(kind, marked), true);
  }

  private static void checkPreconditions(Kind kind, Meta meta, Ask ask) {
    if (!ask.uid().isEmpty() && !ask.uid().equals(meta.uid())) {
      throw Refusal.preconditionFailed(
          kind,
          meta.name(),
          "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(ask.uid(), meta.uid()));
    }
    if (!ask.version().isEmpty() && !ask.version().equals(meta.version())) {
      throw Refusal.preconditionFailed(
          kind,
          meta.name(),
          "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(ask.version(), meta.version()));
    }
  }

  /** Only pods have grace, and of those only the ones that a kubelet may be running. */
  private static long grace(Kind kind, ObjectNode object, Ask ask) {
    var phase = object.at("/status/phase").asText();
    if (!kind.plural().equals("pods")
        || object.at("/spec/nodeName").asText().isEmpty()
        || phase.equals("Succeeded")
        || phase.equals("Failed")) {
      return 0;
    }
    return Math.max(
        0, ask.grace().orElse(object.at("/spec/terminationGracePeriodSeconds").asLong(30)));
  }

  /** A shorter grace counts from the first deletion, but doesn't end in the past. */
  private ObjectNode marked(Kind kind, ObjectNode before, long grace, List<String> finalizers) {
    var marked = before.deepCopy();
    var meta = new Meta(marked);
    var node = meta.node();
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var end = now.plusSeconds(grace);
    if (meta.deleting()) {
      var begun = Instant.parse(meta.get("deletionTimestamp").asText()).minusSeconds(meta.grace());
      end = begun.plusSeconds(grace).isBefore(now) ? now : begun.plusSeconds(grace);
    } else if (meta.generation() > 0 && !SELF_FINALIZED.contains(kind.name())) {
      node.put("generation", meta.generation() + 1);
    }
    node.put("deletionTimestamp", end.toString());
    if (!SELF_FINALIZED.contains(kind.name())) {
      node.put("deletionGracePeriodSeconds", grace);
    }
    if (!finalizers.isEmpty()) {
      var all = new TreeSet<>(meta.finalizers());
      all.addAll(finalizers);
      node.set("finalizers", Json.strings(all));
    }
    if (kind.name().equals("Namespace")) {
      marked.withObjectProperty("status").put("phase", "Terminating");
    }
    return marked;
  }
}
