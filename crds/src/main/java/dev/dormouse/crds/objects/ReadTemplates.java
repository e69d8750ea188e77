package dev.dormouse.crds.objects;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Templates of one namespace, each read by itself, and once a version, however often it is met. */
public final class ReadTemplates {
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  private record Read(String version, ReadTemplate template) {}

  /** Reads it, unless this version of it was read before. */
  public ReadTemplate of(GenericKubernetesResource raw) {
    String version = raw.getMetadata().getUid() + " " + raw.getMetadata().getResourceVersion();
    return read.compute(
            raw.getMetadata().getName(),
            (_, before) ->
                before != null && before.version().equals(version)
                    ? before
                    : new Read(version, ReadTemplate.of(raw)))
        .template();
  }
}
