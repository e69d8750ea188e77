package dev.dormouse.crds.objects;

import dev.dormouse.crds.Home;
import dev.dormouse.crds.SessionTemplateSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/** A session's pod whose sshd comes from the bundle; images/bundle/entry is what runs there. */
final class BundledSshd {
  /** The bundle's programs look for their parts here, and nowhere else. */
  static final String FOLDER = "/dormouse/bundle";

  /** What is written at the start, also where the rest of the machine is read-only. */
  private static final String RUN = "/dormouse/run";

  /** Where sshd locks itself up before anybody is logged in: a path that it was built with. */
  private static final String CELL = "/run/sshd";

  private static final String BUSYBOX = "/sbin/busybox";

  private BundledSshd() {}

  /** Lets the session's container run the bundle's sshd. */
  static void into(Pod pod, SessionTemplateSpec template, Bundle.Of bundle) {
    Container session = pod.getSpec().getContainers().getFirst();
    session.setCommand(List.of(FOLDER + BUSYBOX, "sh", FOLDER + "/entry"));
    session.setArgs(arguments(template));
    var mounts = new ArrayList<>(session.getVolumeMounts());
    mounts.add(mount(Names.BUNDLE_VOLUME, FOLDER, true));
    mounts.add(mount(Names.RUN_VOLUME, RUN, false));
    mounts.add(mount(Names.CELL_VOLUME, CELL, false));
    session.setVolumeMounts(mounts);
    var volumes = new ArrayList<>(pod.getSpec().getVolumes());
    volumes.add(
        switch (bundle.mount()) {
          case IMAGE_VOLUME ->
              new VolumeBuilder()
                  .withName(Names.BUNDLE_VOLUME)
                  .withNewImage()
                  .withReference(bundle.image())
                  .endImage()
                  .build();
          case COPY -> {
            pod.getSpec().setInitContainers(List.of(copying(bundle.image(), session)));
            yield empty(Names.BUNDLE_VOLUME);
          }
        });
    volumes.add(empty(Names.RUN_VOLUME));
    volumes.add(empty(Names.CELL_VOLUME));
    pod.getSpec().setVolumes(volumes);
  }

  /** Who logs in, where their home is, and what runs beside sshd: the template's own command. */
  private static List<String> arguments(SessionTemplateSpec template) {
    var arguments = new ArrayList<String>();
    arguments.add(template.loginUser());
    arguments.add(template.home().scope() == Home.Scope.NONE ? "" : template.home().mountPath());
    if (template.podTemplate() != null && template.podTemplate().getSpec() != null) {
      for (Container theirs : template.podTemplate().getSpec().getContainers()) {
        if (Names.CONTAINER.equals(theirs.getName()) && !theirs.getCommand().isEmpty()) {
          arguments.addAll(theirs.getCommand());
          arguments.addAll(theirs.getArgs());
        }
      }
    }
    return arguments;
  }

  /** It may have what the session may have: a quota wants to know, and it costs nothing more. */
  private static Container copying(String image, Container session) {
    return new ContainerBuilder()
        .withName(Names.BUNDLE_VOLUME)
        .withImage(image)
        .withCommand(BUSYBOX, "sh", "/copy", FOLDER)
        .withResources(session.getResources())
        .withVolumeMounts(mount(Names.BUNDLE_VOLUME, FOLDER, false))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .build();
  }

  private static VolumeMount mount(String volume, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(path)
        .withReadOnly(readOnly ? true : null)
        .build();
  }

  private static Volume empty(String name) {
    return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
  }
}
