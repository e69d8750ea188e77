package dev.dormouse.crds.objects;

import dev.dormouse.crds.Rights;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Objects;

/** Who a session's sshd is, by what its pod became: after the template's say, and the cluster's. */
public final class SessionRights {
  private static final long ROOT = 0;

  private SessionRights() {}

  public static Rights of(Pod pod) {
    PodSpec spec = pod.getSpec();
    for (Container container : spec.getContainers()) {
      if (Names.CONTAINER.equals(container.getName()) && bundled(container)) {
        if (!isRoot(spec, container)) {
          return Rights.UNPRIVILEGED;
        }
        return Boolean.FALSE.equals(spec.getHostUsers()) ? Rights.ROOT_INSIDE : Rights.ROOT;
      }
    }
    return Rights.OWN;
  }

  private static boolean bundled(Container container) {
    List<String> command = container.getCommand();
    return !command.isEmpty() && command.getFirst().startsWith(BundledSshd.FOLDER + "/");
  }

  private static boolean isRoot(PodSpec spec, Container container) {
    var ours = container.getSecurityContext();
    if (ours != null && ours.getRunAsUser() != null) {
      return ours.getRunAsUser() == ROOT;
    }
    var theirs = spec.getSecurityContext();
    return theirs == null || Objects.requireNonNullElse(theirs.getRunAsUser(), ROOT) == ROOT;
  }
}
