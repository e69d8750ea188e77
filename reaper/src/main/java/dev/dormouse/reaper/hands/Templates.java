package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Dormouse;
import dev.dormouse.crds.objects.ReadTemplate;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The templates, each read by itself, and once a version, however many sessions are looked at. */
final class Templates {
  static final ResourceDefinitionContext CONTEXT =
      new ResourceDefinitionContext.Builder()
          .withGroup(Dormouse.GROUP)
          .withVersion(Dormouse.VERSION)
          .withKind("SessionTemplate")
          .withPlural("sessiontemplates")
          .withNamespaced(true)
          .build();

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  private record Read(String version, ReadTemplate template) {}

  Templates(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  /** As they are written. */
  List<GenericKubernetesResource> all() {
    return informer.getStore().list();
  }

  /** None when there is none of this name. */
  Optional<ReadTemplate> get(String namespace, String name) {
    return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name)).map(this::of);
  }

  ReadTemplate of(GenericKubernetesResource raw) {
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
