package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a container ended, in a kubelet's words. */
final class Ending {
  private static final int LONGEST_MESSAGE = 2048;

  private Ending() {}

  static ContainerStateTerminated of(
      Container container,
      int exitCode,
      Optional<String> startError,
      boolean outOfMemory,
      Instant since,
      Instant until,
      Path log) {
    return new ContainerStateTerminatedBuilder()
        .withExitCode(exitCode)
        .withReason(reason(exitCode, startError, outOfMemory))
        .withStartedAt(Moment.of(since))
        .withFinishedAt(Moment.of(until))
        .withMessage(startError.orElseGet(() -> exitCode == 0 ? null : lastWords(container, log)))
        .build();
  }

  private static String reason(int exitCode, Optional<String> startError, boolean outOfMemory) {
    if (startError.isPresent()) {
      return "StartError";
    }
    return outOfMemory ? "OOMKilled" : exitCode == 0 ? "Completed" : "Error";
  }

  /** The end of its log, for a container that asks for it. */
  private static @Nullable String lastWords(Container container, Path log) {
    if (!"FallbackToLogsOnError".equals(container.getTerminationMessagePolicy())) {
      return null;
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LONGEST_MESSAGE));
      byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(end);
      return end.length == 0 ? null : new String(end, StandardCharsets.UTF_8);
    } catch (IOException neverStarted) {
      return null;
    }
  }
}
