package dev.dormouse.embedded.node;

import dev.dormouse.embedded.api.PodLogs;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the cluster's files lie.
 *
 * <pre>
 * volumes/NAMESPACE/CLAIM              what stays
 * pods/NAMESPACE/POD/CONTAINER/N.log   what the N-th start of a container wrote
 * pods/NAMESPACE/POD/volumes/VOLUME    what goes with the pod, mounted Secrets among it
 * </pre>
 */
record Folders(Path root) implements PodLogs {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
  private static final Pattern LOG_FILE = Pattern.compile("[0-9]+\\.log");
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  /** Makes them, for nobody else on this machine to look into: Secrets lie there as files. */
  static Folders in(Path root) {
    try {
      new Folders(root).forgetPods();
      for (String folder : List.of("volumes", "pods")) {
        Files.setPosixFilePermissions(Files.createDirectories(root.resolve(folder)), MINE);
      }
      return new Folders(root);
    } catch (IOException cause) {
      throw new UncheckedIOException("while making the folders of " + root, cause);
    }
  }

  Path claim(String namespace, String name) {
    return inside(inside(root.resolve("volumes"), namespace), name);
  }

  Path pod(Pod pod) {
    return pod(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  Path container(Pod pod, String container) {
    return inside(pod(pod), container);
  }

  Path log(Pod pod, String container, int restart) {
    return container(pod, container).resolve(restart + ".log");
  }

  @Override
  public Optional<Path> file(String namespace, String pod, String container, boolean previous) {
    try (Stream<Path> logs = Files.list(pod(namespace, pod).resolve(container))) {
      List<Path> youngest =
          logs.filter(file -> LOG_FILE.matcher(file.getFileName().toString()).matches())
              .sorted(Comparator.comparing(Folders::restart).reversed())
              .toList();
      return youngest.stream().skip(previous ? 1 : 0).findFirst();
    } catch (IOException notStarted) {
      return Optional.empty();
    }
  }

  /**
   * A name as a file's; names come from objects that anyone may have written.
   *
   * @throws IllegalArgumentException for one that would lead elsewhere
   */
  static Path inside(Path folder, String name) {
    if (name.isEmpty() || name.startsWith("..") || name.equals(".") || name.contains("/")) {
      throw new IllegalArgumentException("\"" + name + "\" can't be a file's name");
    }
    return folder.resolve(name);
  }

  /**
   * Logs, mounted Secrets and whatever else was the pods': nothing of it is for the next cluster.
   */
  void forgetPods() {
    delete(root.resolve("pods"));
  }

  /** A new pod begins with nothing of an earlier one of its name. */
  void clear(Pod pod) {
    delete(pod(pod));
  }

  /**
   * Out of the way at once, so that whoever takes the name finds nothing; then deleted, as far as
   * it can be.
   */
  static void delete(Path folder) {
    Path going = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
    try {
      Files.move(folder, going, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException notThere) {
      return;
    }
    try (Stream<Path> tree = Files.walk(going)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException cause) {
      LOG.atWarn().setCause(cause).addKeyValue("folder", going).log("folder is not all deleted");
    }
  }

  private Path pod(String namespace, String name) {
    return inside(inside(root.resolve("pods"), namespace), name);
  }

  private static int restart(Path log) {
    return Integer.parseInt(log.getFileName().toString().replace(".log", ""));
  }
}
