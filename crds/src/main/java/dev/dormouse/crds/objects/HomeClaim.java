package dev.dormouse.crds.objects;

import dev.dormouse.crds.Home;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The claim of a home: made on first use, owned by nobody, so that nothing takes it along. */
public final class HomeClaim {
  private static final String SIZE = "10Gi";
  private static final String READ_WRITE_MANY = "ReadWriteMany";

  private HomeClaim() {}

  /** The claim that a session of this template needs; empty when its home is of scope none. */
  public static Optional<PersistentVolumeClaim> of(Session session, SessionTemplate template) {
    Home home = template.getSpec().home();
    if (home.scope() == Home.Scope.NONE) {
      return Optional.empty();
    }
    String name = Names.home(session, home.scope());
    return Optional.of(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(session.getMetadata().getNamespace())
            .withLabels(labels(session, home.scope(), name))
            .endMetadata()
            .withNewSpec()
            .withAccessModes(accessModes(home))
            .withStorageClassName(home.storageClass())
            .withNewResources()
            .addToRequests("storage", new Quantity(Objects.requireNonNullElse(home.size(), SIZE)))
            .endResources()
            .endSpec()
            .build());
  }

  /** Whether only pods of one node may have the home at a time. */
  static boolean ofOneNode(Home home) {
    return !accessModes(home).contains(READ_WRITE_MANY);
  }

  private static List<String> accessModes(Home home) {
    if (home.accessModes().isEmpty()) {
      return List.of("ReadWriteOnce");
    }
    return home.accessModes().stream()
        .map(
            mode ->
                switch (mode) {
                  case READ_WRITE_ONCE -> "ReadWriteOnce";
                  case READ_WRITE_MANY -> READ_WRITE_MANY;
                  case READ_WRITE_ONCE_POD -> "ReadWriteOncePod";
                })
        .toList();
  }

  private static Map<String, String> labels(Session session, Home.Scope scope, String name) {
    Map<String, String> labels =
        scope == Home.Scope.SESSION ? Labels.of(session) : Labels.of(session.getSpec().owner());
    labels.put(Labels.HOME, name);
    return labels;
  }
}
