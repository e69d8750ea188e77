package dev.dormouse.embedded.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What an API server needs to start.
 *
 * @param dir where the kubeconfig is written; it has to exist
 * @param port on 127.0.0.1; 0 is any free one
 * @param clock for the timestamps of objects and the ages in tables
 * @param logs where containers' logs lie
 * @param historyLength changes of each kind that can still be watched from
 * @param bookmarkEvery how often a watch that asked for bookmarks gets one
 */
public record ApiOptions(
    Path dir,
    int port,
    InstantSource clock,
    PodLogs logs,
    int historyLength,
    Duration bookmarkEvery) {

  public ApiOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port %d is not between 0 and 65535".formatted(port));
    }
    if (historyLength < 1) {
      throw new IllegalArgumentException(
          "historyLength %d is not positive".formatted(historyLength));
    }
  }

  public ApiOptions(Path dir, int port, InstantSource clock, PodLogs logs) {
    this(dir, port, clock, logs, 10_000, Duration.ofMinutes(1));
  }
}
