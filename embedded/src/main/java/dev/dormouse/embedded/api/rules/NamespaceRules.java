package dev.dormouse.embedded.api.rules;

import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.Namespace;

/** A namespace: active as it is created, and held by its content when it is deleted. */
record NamespaceRules() implements Rules {
  @Override
  public void shape(Draft draft) {
    Models.shape(Namespace.class, draft);
    draft
        .meta()
        .node()
        .withObjectProperty("labels")
        .put("kubernetes.io/metadata.name", draft.meta().name());
  }

  @Override
  public void create(Draft draft) {
    draft.object().putObject("spec").putArray("finalizers").add("kubernetes");
    draft.object().putObject("status").put("phase", "Active");
    draft
        .meta()
        .node()
        .withObjectProperty("labels")
        .put("kubernetes.io/metadata.name", draft.meta().name());
  }

  @Override
  public void update(Draft draft) {
    draft.object().set("spec", draft.before().path("spec").deepCopy());
  }
}
