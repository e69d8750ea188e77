package dev.dormouse.reaper.hands;

import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.objects.ReadTemplate;
import dev.dormouse.crds.objects.ReadTemplates;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;

/** The templates, each read by itself, and once a version, however many sessions are looked at. */
final class Templates {
  static final ResourceDefinitionContext CONTEXT =
      ResourceDefinitionContext.fromResourceType(SessionTemplate.class);

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final ReadTemplates read = new ReadTemplates();

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
    return read.of(raw);
  }
}
