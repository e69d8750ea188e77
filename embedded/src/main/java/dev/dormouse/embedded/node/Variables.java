package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
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
import java.util.function.Function;
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

    Missing(String sentence) {
      super(sentence);
    }
  }

  static Map<String, String> of(Site site, Pod pod, Container container, String address)
      throws Missing {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvFromSource all : container.getEnvFrom()) {
      String prefix = Optional.ofNullable(all.getPrefix()).orElse("");
      all(site, pod, all).forEach((name, value) -> variables.put(prefix + name, value));
    }
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
      boolean optional = Boolean.TRUE.equals(reference.getOptional());
      var data = secret(site, pod, reference.getName(), optional);
      return keyed("Secret", pod, reference.getName(), reference.getKey(), optional, data);
    }
    if (source.getConfigMapKeyRef() != null) {
      var reference = source.getConfigMapKeyRef();
      boolean optional = Boolean.TRUE.equals(reference.getOptional());
      var data = configMap(site, pod, reference.getName(), optional);
      return keyed("ConfigMap", pod, reference.getName(), reference.getKey(), optional, data);
    }
    return source.getFieldRef() == null
        ? Optional.empty()
        : field(source.getFieldRef().getFieldPath(), pod, address);
  }

  /** All that a Secret or a ConfigMap has. */
  private static Map<String, String> all(Site site, Pod pod, EnvFromSource source) throws Missing {
    if (source.getSecretRef() != null) {
      var reference = source.getSecretRef();
      return secret(site, pod, reference.getName(), Boolean.TRUE.equals(reference.getOptional()));
    }
    var reference = source.getConfigMapRef();
    return configMap(site, pod, reference.getName(), Boolean.TRUE.equals(reference.getOptional()));
  }

  private static Map<String, String> secret(Site site, Pod pod, String name, boolean optional)
      throws Missing {
    Map<String, String> texts = new LinkedHashMap<>();
    there("secret", name, optional, named(site.client().secrets(), pod, name), Secret::getData)
        .forEach(
            (key, value) ->
                texts.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return texts;
  }

  private static Map<String, String> configMap(Site site, Pod pod, String name, boolean optional)
      throws Missing {
    var found = named(site.client().configMaps(), pod, name);
    return there("configmap", name, optional, found, ConfigMap::getData);
  }

  private static <T> @Nullable T named(
      MixedOperation<T, ?, ? extends Resource<T>> kind, Pod pod, String name) {
    return kind.inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
  }

  private static <T> Map<String, String> there(
      String kind,
      String name,
      boolean optional,
      @Nullable T found,
      Function<T, @Nullable Map<String, String>> data)
      throws Missing {
    if (found == null && !optional) {
      throw new Missing("%s \"%s\" not found".formatted(kind, name));
    }
    return Optional.ofNullable(found).map(data).orElse(Map.of());
  }

  private static Optional<String> keyed(
      String kind, Pod pod, String name, String key, boolean optional, Map<String, String> data)
      throws Missing {
    if (!data.containsKey(key) && !optional) {
      String namespace = pod.getMetadata().getNamespace();
      throw new Missing("couldn't find key %s in %s %s/%s".formatted(key, kind, namespace, name));
    }
    return Optional.ofNullable(data.get(key));
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
