package dev.dormouse.crds.objects;

import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * A template as far as it can be read: its podTemplate may be anything in the API server's eyes,
 * and one that is no pod's hides neither the rest of it nor other templates.
 */
public sealed interface ReadTemplate {
  /** Why no session can be made from it, whatever else there is; empty when one can. */
  String problem();

  /** What it says, if that is known. */
  default Optional<SessionTemplate> known() {
    return this instanceof Legible(var template, _) ? Optional.of(template) : Optional.empty();
  }

  /**
   * What it says is known.
   *
   * @param template without its podTemplate, when that is what can't be read
   */
  record Legible(SessionTemplate template, String problem) implements ReadTemplate {}

  /** Nothing it says is known. */
  record Illegible(String problem) implements ReadTemplate {}

  /** Reads it. */
  static ReadTemplate of(GenericKubernetesResource raw) {
    return TemplateText.read(raw);
  }
}
