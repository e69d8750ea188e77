package dev.dormouse.embedded.api;

import java.nio.file.Path;
import java.util.Optional;

/** Where the kubelet keeps what a container wrote; asked on the event loop, so it may not wait. */
@FunctionalInterface
public interface PodLogs {
  /** No container has ever written anything. */
  PodLogs NONE = (_, _, _, _) -> Optional.empty();

  /** The file of the container's current run, or of the one before. */
  Optional<Path> file(String namespace, String pod, String container, boolean previous);
}
