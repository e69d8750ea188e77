package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Meta;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A claim of a volume: it waits, of the default class if it names none, and is kept while used. */
record ClaimRules(Supplier<List<ObjectNode>> classes) implements Rules {
  static final String PROTECTION = "kubernetes.io/pvc-protection";
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  @Override
  public void shape(Draft draft) {
    Models.shape(PersistentVolumeClaim.class, draft);
    var spec = draft.object().withObjectProperty("spec");
    if (!spec.has("volumeMode")) {
      spec.put("volumeMode", "Filesystem");
    }
    if (spec.path("accessModes").isEmpty()) {
      draft.required("spec.accessModes", "at least 1 access mode is required");
    }
    if (!spec.at("/resources/requests").has("storage")) {
      draft.required("spec.resources[storage]", "");
    }
  }

  @Override
  public void create(Draft draft) {
    var spec = draft.object().withObjectProperty("spec");
    if (!spec.has("storageClassName")) {
      classes.get().stream()
          .map(Meta::new)
          .filter(each -> each.get("annotations").path(DEFAULT_CLASS).asText().equals("true"))
          .findFirst()
          .ifPresent(each -> spec.put("storageClassName", each.name()));
    }
    var finalizers = new ArrayList<>(draft.meta().finalizers());
    if (!finalizers.contains(PROTECTION)) {
      finalizers.add(PROTECTION);
    }
    draft.meta().node().set("finalizers", Json.strings(finalizers));
    draft.object().putObject("status").put("phase", "Pending");
  }

  /** The binder may name the volume, and a bound claim may ask for more. */
  @Override
  public void update(Draft draft) {
    var before = draft.before().path("spec");
    var allowed = (ObjectNode) draft.object().path("spec").deepCopy();
    if (!before.has("volumeName")) {
      allowed.remove("volumeName");
    }
    if (before.has("volumeName")) {
      allowed.set("resources", before.path("resources"));
    }
    if (!allowed.equals(before)) {
      draft.forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims");
    }
  }
}
