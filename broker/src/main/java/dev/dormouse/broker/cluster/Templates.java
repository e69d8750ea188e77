package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.Words;
import dev.dormouse.crds.Dormouse;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.objects.Clashes;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates, each read by itself: a podTemplate may be anything in the API server's eyes, and
 * one that is none must not hide the others.
 */
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
  private final KubernetesSerialization yaml = new KubernetesSerialization();
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  /** What is known of one. */
  sealed interface Template {}

  /**
   * There it is.
   *
   * @param clash why nothing can be made from it; empty when it can
   */
  record Known(SessionTemplate template, String clash) implements Template {}

  record Unknown() implements Template {}

  record Unreadable(String why) implements Template {}

  private record Read(String version, Template template) {}

  Templates(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  Template get(String namespace, String name) {
    var raw = informer.getStore().getByKey(namespace + "/" + name);
    return raw == null ? new Unknown() : of(raw);
  }

  /** Those that can be read. */
  List<SessionTemplate> known() {
    return informer.getStore().list().stream()
        .map(this::of)
        .<SessionTemplate>mapMulti(
            (one, out) -> {
              if (one instanceof Known(var template, _)) {
                out.accept(template);
              }
            })
        .toList();
  }

  private Template of(GenericKubernetesResource raw) {
    String version = raw.getMetadata().getUid() + " " + raw.getMetadata().getResourceVersion();
    return read.compute(
            raw.getMetadata().getName(),
            (_, before) ->
                before != null && before.version().equals(version)
                    ? before
                    : new Read(version, read(raw)))
        .template();
  }

  private Template read(GenericKubernetesResource raw) {
    try {
      SessionTemplate template = yaml.unmarshal(yaml.asJson(raw), SessionTemplate.class);
      return new Known(template, Words.brief(Clashes.in(template.getSpec()).orElse("")));
    } catch (RuntimeException broken) {
      Throwable deepest = broken;
      while (deepest.getCause() != null) {
        deepest = deepest.getCause();
      }
      String message = String.valueOf(deepest.getMessage());
      return new Unreadable(Words.brief(message.lines().findFirst().orElse("")));
    }
  }
}
