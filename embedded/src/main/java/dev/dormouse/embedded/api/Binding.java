package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Rules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a scheduler says of a pod: it runs on this node. */
record Binding(ObjectNode sent, Instant now) {
  /** As the real server names it in a refusal. */
  private static final Kind BINDINGS =
      Kind.builtIn("v1", "Binding", "pods/binding", "", Rules.NONE);

  /** The pod as bound; only once, and not when it is going. */
  ObjectNode bind(ObjectNode pod) {
    var name = new Meta(pod).name();
    var node = sent.at("/target/name").asText();
    var already = pod.at("/spec/nodeName").asText();
    if (node.isEmpty()) {
      throw Refusal.badRequest(
          "target.name: Required value: the node that pod " + name + " runs on");
    }
    if (new Meta(pod).deleting()) {
      throw Refusal.conflict(
          BINDINGS, name, "pod %s is being deleted, cannot be assigned to a host".formatted(name));
    }
    if (!already.isEmpty()) {
      throw Refusal.conflict(
          BINDINGS, name, "pod %s is already assigned to node \"%s\"".formatted(name, already));
    }
    pod.withObjectProperty("spec").put("nodeName", node);
    var conditions = pod.withObjectProperty("status").withArrayProperty("conditions");
    conditions.removeIf(each -> each.path("type").asText().equals("PodScheduled"));
    conditions
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "True")
        .put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return pod;
  }
}
