package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.FlavorSpec;
import dev.dormouse.crds.FlavorStatus;
import dev.dormouse.crds.FlavorStatus.Schedulable;
import dev.dormouse.crds.objects.DefaultFlavor;
import dev.dormouse.reaper.fit.Need;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From a flavor to what is asked of it, and from the answers to its status. */
final class FlavorLook {
  private FlavorLook() {}

  /** What isn't asked for but bounded is asked for as well: so does Kubernetes take it. */
  static Need need(FlavorSpec spec) {
    SortedMap<String, Quantity> asked = new TreeMap<>(spec.resources().limits());
    asked.putAll(spec.resources().requests());
    SortedMap<String, Need.Amount> amounts = new TreeMap<>();
    asked.forEach(
        (name, amount) ->
            amounts.put(name, new Need.Amount(amount.getNumericalAmount(), amount.toString())));
    return new Need(amounts, spec.nodeSelector(), spec.tolerations());
  }

  /** What is wrong with being the default; empty when nothing is. */
  static String problem(Flavor flavor, List<Flavor> all) {
    List<Flavor> claimants = DefaultFlavor.claimants(all);
    if (!flavor.getSpec().standard() || claimants.size() < 2) {
      return "";
    }
    String first = name(claimants.getFirst());
    return name(flavor).equals(first)
        ? "%s is a default too: this one counts, since it is older"
            .formatted(name(claimants.get(1)))
        : "%s is the default already: that one counts, since it is older".formatted(first);
  }

  /** What was told of that. */
  static String told(Flavor flavor) {
    FlavorStatus status = flavor.getStatus();
    return status == null ? "" : requireNonNullElse(status.problem(), "");
  }

  /** The status as a patch: what is empty now takes away what was there. */
  static ObjectNode patch(FlavorStatus now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schedulable", word(now.schedulable()))
        .put("why", now.why())
        .put("problem", now.problem());
  }

  private static String word(Schedulable schedulable) {
    return switch (schedulable) {
      case YES -> "Yes";
      case NO -> "No";
      case AUTOSCALED -> "Autoscaled";
      case UNKNOWN -> "Unknown";
    };
  }

  private static String name(Flavor flavor) {
    return flavor.getMetadata().getName();
  }
}
