package dev.dormouse.crds.objects;

import dev.dormouse.crds.Sshd;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;

/** What a pod with a bundled sshd is confined to, unless its template says otherwise. */
final class Confines {
  /**
   * What sshd and its entry can't do without: making homes and terminals their users' (CHOWN,
   * FOWNER), locking itself up (SYS_CHROOT), becoming them (SETGID, SETUID), telling everyone that
   * it is over (KILL). And what makes root inside a root: to sudo, files are no obstacle
   * (DAC_OVERRIDE).
   */
  private static final List<String> CAPABILITIES =
      List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "SETGID", "SETUID", "SYS_CHROOT");

  /** The login user's, where nobody is root. */
  private static final long USER = 1000;

  private Confines() {}

  static Pod of(Sshd sshd) {
    return switch (sshd) {
      case BUNDLE -> rootInsideAlone();
      case UNPRIVILEGED -> nobodyIsRoot();
      case OWN -> new Pod();
    };
  }

  /** Root is nobody outside of the pod, and can do only what sshd and its entry need. */
  private static Pod rootInsideAlone() {
    return new PodBuilder()
        .withNewSpec()
        .withHostUsers(false)
        .withNewSecurityContext()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName(Names.CONTAINER)
        .withNewSecurityContext()
        .withRunAsUser(0L)
        .withRunAsGroup(0L)
        .withNewCapabilities()
        .withDrop("ALL")
        .withAdd(CAPABILITIES)
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }

  /** What Pod Security calls restricted. Volumes are given to the user's group by the kubelet. */
  private static Pod nobodyIsRoot() {
    return new PodBuilder()
        .withNewSpec()
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName(Names.CONTAINER)
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
