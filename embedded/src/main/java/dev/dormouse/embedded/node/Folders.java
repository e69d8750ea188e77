package dev.dormouse.embedded.node;

import dev.dormouse.embedded.api.PodLogs;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the cluster's files lie.
 *
 * <pre>
 * volumes/NAMESPACE/CLAIM              what stays
 * pods/NAMESPACE/POD/CONTAINER/N.log   what the N-th start of a container wrote
 * pods/NAMESPACE/POD/volumes/VOLUME    what goes with the pod
 * </pre>
 */
record Folders(Path root) implements PodLogs {
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

  /** Makes them, for nobody else on this machine to look into: Secrets lie there as files. */
  static Folders in(Path root) {
    try {
      for (String folder : List.of("volumes", "pods")) {
        Files.setPosixFilePermissions(Files.createDirectories(root.resolve(folder)), MINE);
      }
      return new Folders(root);
    } catch (IOException cause) {
      throw new UncheckedIOException("while making the folders of " + root, cause);
    }
  }

  Path claim(String namespace, String name) {
    return root.resolve("volumes").resolve(namespace).resolve(name);
  }

  Path pod(Pod pod) {
    return pod(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  Path container(Pod pod, String container) {
    return pod(pod).resolve(container);
  }

  Path log(Pod pod, String container, int restart) {
    return container(pod, container).resolve(restart + ".log");
  }

  @Override
  public Optional<Path> file(String namespace, String pod, String container, boolean previous) {
    try (Stream<Path> logs = Files.list(pod(namespace, pod).resolve(container))) {
      List<Path> youngest =
          logs.filter(file -> file.getFileName().toString().endsWith(".log"))
              .sorted(Comparator.comparing(Folders::restart).reversed())
              .toList();
      return youngest.stream().skip(previous ? 1 : 0).findFirst();
    } catch (IOException notStarted) {
      return Optional.empty();
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("while deleting " + folder, cause);
    }
  }

  private Path pod(String namespace, String name) {
    return root.resolve("pods").resolve(namespace).resolve(name);
  }

  private static int restart(Path log) {
    return Integer.parseInt(log.getFileName().toString().replace(".log", ""));
  }
}
