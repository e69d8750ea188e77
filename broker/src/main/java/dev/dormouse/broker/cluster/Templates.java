package dev.dormouse.broker.cluster;

import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.objects.ReadTemplate;
import dev.dormouse.crds.objects.ReadTemplate.Legible;
import dev.dormouse.crds.objects.ReadTemplates;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;

/** The templates, each read by itself, and once a version. */
final class Templates {
  static final ResourceDefinitionContext CONTEXT =
      ResourceDefinitionContext.fromResourceType(SessionTemplate.class);

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final ReadTemplates read = new ReadTemplates();

  Templates(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  /** None when there is none of this name. */
  Optional<ReadTemplate> get(String namespace, String name) {
    return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name)).map(this::of);
  }

  /** Those that can be read. */
  List<Legible> legible() {
    return informer.getStore().list().stream()
        .map(this::of)
        .<Legible>mapMulti(
            (one, out) -> {
              if (one instanceof Legible legible) {
                out.accept(legible);
              }
            })
        .toList();
  }

  private ReadTemplate of(GenericKubernetesResource raw) {
    return read.of(raw);
  }
}
