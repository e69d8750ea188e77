package dev.dormouse.crds.objects;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Brief;
import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** How a template's text becomes a template, and where it doesn't. */
final class TemplateText {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final String POD = "podTemplate";

  private TemplateText() {}

  static ReadTemplate read(GenericKubernetesResource raw) {
    ObjectNode text = JSON.convertValue(raw, ObjectNode.class);
    try {
      SessionTemplate whole = JSON.convertValue(text, SessionTemplate.class);
      return new ReadTemplate.Legible(whole, Brief.of(Clashes.in(whole.getSpec()).orElse("")));
    } catch (RuntimeException noPod) {
      return without(text, where(noPod));
    }
  }

  private static ReadTemplate without(ObjectNode text, String where) {
    text.withObject("/spec").remove(POD);
    try {
      return new ReadTemplate.Legible(
          JSON.convertValue(text, SessionTemplate.class),
          Brief.of((where.startsWith(POD) ? where : POD) + " isn't written as in a pod"));
    } catch (RuntimeException noTemplate) {
      return new ReadTemplate.Illegible(Brief.of(where(noTemplate) + " can't be read"));
    }
  }

  /** {@code podTemplate.spec.containers[0].name}: the field at which reading ended. */
  private static String where(Throwable end) {
    for (Throwable one = end; one != null; one = one.getCause()) {
      if (one instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
        return mapping.getPath().stream()
            .map(TemplateText::step)
            .collect(joining())
            .replaceFirst("^\\.(spec\\.)?", "");
      }
    }
    return "it";
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
  }
}
