package dev.dormouse.embedded;

import dev.dormouse.embedded.node.Pace;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What an embedded cluster needs to start.
 *
 * @param dir where its kubeconfig, volumes and logs lie; made when it isn't there
 * @param port of its API server on 127.0.0.1; 0 is any free one
 * @param pace how long the steps of a pod's life take
 */
public record ClusterOptions(Path dir, int port, Pace pace, InstantSource clock) {

  public ClusterOptions {
    dir = dir.toAbsolutePath().normalize();
  }

  /** Any free port, a real kubelet's pace, the system's clock. */
  public static ClusterOptions in(Path dir) {
    return new ClusterOptions(dir, 0, Pace.REAL, InstantSource.system());
  }

  public ClusterOptions withPort(int number) {
    return new ClusterOptions(dir, number, pace, clock);
  }

  public ClusterOptions withPace(Pace other) {
    return new ClusterOptions(dir, port, other, clock);
  }
}
