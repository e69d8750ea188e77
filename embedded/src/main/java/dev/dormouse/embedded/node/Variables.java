package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment that a container's process gets, from the pod's spec. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z0-9_.-]+)\\)");

  private Variables() {}

  static Map<String, String> of(Site site, Pod pod, Container container, String address) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() == null) {
        String value = Optional.ofNullable(variable.getValue()).orElse("");
        variables.put(variable.getName(), expanded(value, variables));
      } else {
        value(site, pod, variable.getValueFrom(), address)
            .ifPresent(value -> variables.put(variable.getName(), value));
      }
    }
    return variables;
  }

  /** {@code $(NAME)} is an earlier variable's value, {@code $$} a dollar sign. */
  private static String expanded(String value, Map<String, String> earlier) {
    return REFERENCE
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(found, earlier)));
  }

  private static String replacement(MatchResult found, Map<String, String> earlier) {
    return found.group(1) == null ? "$" : earlier.getOrDefault(found.group(1), found.group());
  }

  private static Optional<String> value(Site site, Pod pod, EnvVarSource source, String address) {
    String namespace = pod.getMetadata().getNamespace();
    if (source.getSecretKeyRef() != null) {
      var reference = source.getSecretKeyRef();
      return Optional.ofNullable(
              site.client().secrets().inNamespace(namespace).withName(reference.getName()).get())
          .map(Secret::getData)
          .map(data -> data.get(reference.getKey()))
          .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    }
    if (source.getConfigMapKeyRef() != null) {
      var reference = source.getConfigMapKeyRef();
      return Optional.ofNullable(
              site.client().configMaps().inNamespace(namespace).withName(reference.getName()).get())
          .map(ConfigMap::getData)
          .map(data -> data.get(reference.getKey()));
    }
    if (source.getFieldRef() != null) {
      return switch (source.getFieldRef().getFieldPath()) {
        case "metadata.name" -> Optional.of(pod.getMetadata().getName());
        case "metadata.namespace" -> Optional.of(namespace);
        case "metadata.uid" -> Optional.of(pod.getMetadata().getUid());
        case "status.podIP" -> Optional.of(address);
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }
}
