package dev.dormouse.crds.objects;

import dev.dormouse.crds.FlavorSpec;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplateSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.Objects;
import java.util.Optional;

/** The container that people log in to. */
public final class SessionContainer {
  /** Where its sshd listens: above 1024, so that it needs no right. */
  public static final int PORT = 2022;

  /** Where the Secret with its host key is mounted. */
  public static final String HOST_KEY_FOLDER = "/dormouse/host-key";

  private SessionContainer() {}

  static Container of(
      Session session,
      SessionTemplateSpec template,
      Optional<FlavorSpec> size,
      String userCa,
      boolean bundled) {
    var container =
        new ContainerBuilder()
            .withName(Names.CONTAINER)
            .withImage(
                Objects.requireNonNullElse(session.getSpec().overrides().image(), template.image()))
            .withEnv(Environment.of(session, template, userCa, bundled))
            .addNewPort()
            .withName("ssh")
            .withContainerPort(PORT)
            .withProtocol("TCP")
            .endPort()
            .addNewVolumeMount()
            .withName(Names.HOST_KEY_VOLUME)
            .withMountPath(HOST_KEY_FOLDER)
            .withReadOnly(true)
            .endVolumeMount();
    if (template.home().scope() != Home.Scope.NONE) {
      container
          .addNewVolumeMount()
          .withName(Names.HOME_VOLUME)
          .withMountPath(template.home().mountPath())
          .endVolumeMount();
    }
    size.map(FlavorSpec::resources)
        .ifPresent(
            resources ->
                container
                    .withNewResources()
                    .withRequests(resources.requests())
                    .withLimits(resources.limits())
                    .endResources());
    return container.build();
  }
}
