package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** A CustomResourceDefinition: established as it is created, and what kind it makes. */
public final class Definition implements Rules {
  /** Holds a definition until its objects are gone. */
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  private final InstantSource clock;

  Definition(InstantSource clock) {
    this.clock = clock;
  }

  /** The kind that a definition makes: its storage version, the only one that is served. */
  public static Kind kind(ObjectNode definition) {
    var spec = definition.path("spec");
    var names = spec.path("names");
    var version = stored(spec);
    var traits = EnumSet.of(Trait.CUSTOM, Trait.GENERATION, Trait.VERSIONED_UPDATES);
    if (spec.path("scope").asText().equals("Namespaced")) {
      traits.add(Trait.NAMESPACED);
    }
    if (version.path("subresources").has("status")) {
      traits.add(Trait.STATUS);
    }
    var columns = new ArrayList<ObjectNode>();
    version.path("additionalPrinterColumns").forEach(c -> columns.add((ObjectNode) c));
    return new Kind(
        spec.path("group").asText(),
        version.path("name").asText(),
        names.path("kind").asText(),
        names.path("plural").asText(),
        names.path("singular").asText(),
        Json.texts(names.path("shortNames")),
        Json.texts(names.path("categories")),
        traits,
        List.copyOf(columns),
        new CustomRules(version.at("/schema/openAPIV3Schema")));
  }

  @Override
  public void shape(Draft draft) {
    Models.shape(CustomResourceDefinition.class, draft);
    var names = draft.object().withObjectProperty("spec").withObjectProperty("names");
    var kind = names.path("kind").asText();
    if (!names.hasNonNull("singular")) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (!names.hasNonNull("listKind")) {
      names.put("listKind", kind + "List");
    }
  }

  @Override
  public void create(Draft draft) {
    var spec = draft.object().path("spec");
    var expected = spec.at("/names/plural").asText() + "." + spec.path("group").asText();
    if (!expected.equals(draft.meta().name())) {
      draft.invalid(
          "metadata.name", draft.meta().name(), "must be spec.names.plural+\".\"+spec.group");
    }
    draft.meta().node().putArray("finalizers").add(CLEANUP);
    var status = draft.object().putObject("status");
    var conditions = status.putArray("conditions");
    addCondition(conditions.addObject(), "NamesAccepted", "NoConflicts", "no conflicts found");
    addCondition(
        conditions.addObject(),
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted");
    status.set("acceptedNames", spec.path("names").deepCopy());
    status.putArray("storedVersions").add(stored(spec).path("name").asText());
  }

  private void addCondition(ObjectNode condition, String type, String reason, String message) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    condition.put("type", type).put("status", "True").put("lastTransitionTime", now);
    condition.put("reason", reason).put("message", message);
  }

  private static JsonNode stored(JsonNode spec) {
    for (var version : spec.path("versions")) {
      if (version.path("storage").asBoolean()) {
        return version;
      }
    }
    return Json.object();
  }
}
