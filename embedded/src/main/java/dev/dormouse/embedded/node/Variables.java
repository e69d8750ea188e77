package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The environment that a container's process gets, from the pod's spec. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z0-9_.-]+)\\)");

  private Variables() {}

  /** That a container can't be started yet, since what its environment names isn't there. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;
    private final String sentence;

    Missing(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  static Map<String, String> of(Site site, Pod pod, Container container, String address)
      throws Missing {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() == null) {
        String value = Optional.ofNullable(variable.getValue()).orElse("");
        variables.put(variable.getName(), expanded(value, variables));
      } else {
        Optional<String> value = value(site, pod, variable.getValueFrom(), address);
        if (value.isPresent()) {
          variables.put(variable.getName(), value.get());
        }
      }
    }
    return variables;
  }

  /** {@code $(NAME)} is an earlier variable's value, {@code $$} a dollar sign. */
  static String expanded(String value, Map<String, String> earlier) {
    return REFERENCE
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(found, earlier)));
  }

  private static String replacement(MatchResult found, Map<String, String> earlier) {
    return found.group(1) == null ? "$" : earlier.getOrDefault(found.group(1), found.group());
  }

  private static Optional<String> value(Site site, Pod pod, EnvVarSource source, String address)
      throws Missing {
    if (source.getSecretKeyRef() != null) {
      var reference = source.getSecretKeyRef();
      return keyed(
              "secret",
              reference.getName(),
              reference.getKey(),
              Boolean.TRUE.equals(reference.getOptional()),
              Optional.ofNullable(named(site.client().secrets(), pod, reference.getName()))
                  .map(Secret::getData))
          .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    }
    if (source.getConfigMapKeyRef() != null) {
      var reference = source.getConfigMapKeyRef();
      return keyed(
          "configmap",
          reference.getName(),
          reference.getKey(),
          Boolean.TRUE.equals(reference.getOptional()),
          Optional.ofNullable(named(site.client().configMaps(), pod, reference.getName()))
              .map(ConfigMap::getData));
    }
    return source.getFieldRef() == null
        ? Optional.empty()
        : field(source.getFieldRef().getFieldPath(), pod, address);
  }

  private static <T> @Nullable T named(
      MixedOperation<T, ?, ? extends Resource<T>> kind, Pod pod, String name) {
    return kind.inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
  }

  private static Optional<String> keyed(
      String kind, String name, String key, boolean optional, Optional<Map<String, String>> data)
      throws Missing {
    if (data.isEmpty() && !optional) {
      throw new Missing("%s \"%s\" not found".formatted(kind, name));
    }
    Optional<String> value = data.map(all -> all.get(key));
    if (value.isEmpty() && !optional) {
      throw new Missing("couldn't find key %s in %s %s".formatted(key, kind, name));
    }
    return value;
  }

  private static Optional<String> field(String path, Pod pod, String address) {
    return switch (path) {
      case "metadata.name" -> Optional.of(pod.getMetadata().getName());
      case "metadata.namespace" -> Optional.of(pod.getMetadata().getNamespace());
      case "metadata.uid" -> Optional.of(pod.getMetadata().getUid());
      case "spec.nodeName" -> Optional.of(pod.getSpec().getNodeName());
      case "status.podIP" -> Optional.of(address);
      default -> Optional.empty();
    };
  }
}
