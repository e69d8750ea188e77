package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.objects.DefaultFlavor;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flavors, and which of them somebody gets: their own, their template's, or the default. */
final class Flavors {
  private final SharedIndexInformer<Flavor> informer;
  private final String namespace;

  /** What somebody gets. */
  sealed interface Choice {}

  record Chosen(Flavor flavor) implements Choice {}

  /** None is named, and none is the default. */
  record Unnamed() implements Choice {}

  record Missing(String name) implements Choice {}

  Flavors(SharedIndexInformer<Flavor> informer, String namespace) {
    this.informer = informer;
    this.namespace = namespace;
  }

  /** Of a session as it is or would be. */
  Choice of(SessionSpec session, SessionTemplateSpec template) {
    return named(requireNonNullElse(session.flavor(), requireNonNullElse(template.flavor(), "")));
  }

  /** Of a new session. */
  Choice of(SessionTemplateSpec template) {
    return named(requireNonNullElse(template.flavor(), ""));
  }

  private Choice named(String name) {
    if (name.isEmpty()) {
      return DefaultFlavor.of(all()).<Choice>map(Chosen::new).orElseGet(Unnamed::new);
    }
    @Nullable Flavor known = informer.getStore().getByKey(namespace + "/" + name);
    return known == null ? new Missing(name) : new Chosen(known);
  }

  /** Whether there is one of this name. */
  boolean has(String name) {
    return named(name) instanceof Chosen;
  }

  private List<Flavor> all() {
    return informer.getStore().list();
  }
}
