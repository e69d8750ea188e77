package dev.dormouse.crds.objects;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Home;
import dev.dormouse.crds.SessionTemplateSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What in a podTemplate can't stand beside itself, or beside what Dormouse brings. */
public final class Clashes {
  private static final String OURS = "dormouse-";
  private static final String FOLDER = "/dormouse";

  private final SessionTemplateSpec template;
  private final Set<String> volumes = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private Clashes(SessionTemplateSpec template) {
    this.template = template;
  }

  /** The first of them, as it goes on after "its template can't work: ". */
  public static Optional<String> in(SessionTemplateSpec template) {
    PodTemplateSpec theirs = template.podTemplate();
    if (theirs == null || theirs.getSpec() == null) {
      return Optional.empty();
    }
    var clashes = new Clashes(template);
    clashes.of(theirs.getSpec());
    return clashes.found.stream().findFirst();
  }

  private void of(PodSpec pod) {
    if (homed()) {
      volumes.add(Names.HOME_VOLUME);
    }
    list(pod.getVolumes()).forEach(volume -> volume(text(volume.getName())));
    var names = new HashSet<String>();
    list(pod.getInitContainers())
        .forEach(
            container -> {
              if (Names.CONTAINER.equals(container.getName())) {
                found.add("an init container is called session, as what people log in to is");
              }
            });
    Stream.concat(list(pod.getInitContainers()).stream(), list(pod.getContainers()).stream())
        .forEach(
            container -> {
              if (!names.add(text(container.getName()))) {
                found.add("two containers are called \"" + container.getName() + "\"");
              }
              mounts(container);
            });
  }

  private boolean homed() {
    return template.home().scope() != Home.Scope.NONE;
  }

  private void volume(String name) {
    if (name.startsWith(OURS)) {
      found.add("a volume is called \"" + name + "\": such names are Dormouse's own");
    } else if (homed() && name.equals(Names.HOME_VOLUME)) {
      found.add("a volume is called \"home\", as the home is");
    } else if (!volumes.add(name)) {
      found.add("two volumes are called \"" + name + "\"");
    }
  }

  private void mounts(Container container) {
    var paths = new HashSet<Path>();
    for (VolumeMount mount : list(container.getVolumeMounts())) {
      String what =
          "container \"%s\" mounts \"%s\""
              .formatted(text(container.getName()), text(mount.getName()));
      String where = " at " + text(mount.getMountPath());
      Path path = Path.of("/", text(mount.getMountPath())).normalize();
      if (text(mount.getName()).startsWith(OURS)) {
        found.add(what + ", which is Dormouse's own");
      } else if (!volumes.contains(text(mount.getName()))) {
        found.add(what + ", and no volume is called so");
      } else if (path.startsWith(FOLDER)) {
        found.add(what + where + ", where Dormouse's own files are");
      } else if (Names.CONTAINER.equals(container.getName()) && isHome(path)) {
        found.add(what + where + ", where the home is");
      } else if (!paths.add(path)) {
        found.add(what + where + ", where it mounts another volume already");
      }
    }
  }

  private boolean isHome(Path path) {
    return homed() && path.equals(Path.of(template.home().mountPath()).normalize());
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String text(@Nullable String text) {
    return requireNonNullElse(text, "");
  }
}
