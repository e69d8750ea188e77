package dev.dormouse.embedded.node;

import java.time.Duration;

/**
 * How long the steps of a pod's life take.
 *
 * @param schedule until a pending pod has its node
 * @param sandbox until the pod has its place and its address
 * @param mount more, for a pod with any volume
 * @param pull until an image that the node doesn't have is there
 * @param retry between two tries to mount a volume or pull an image that isn't there
 * @param crash the first wait before a container that failed again is restarted; each further one
 *     is twice as long
 */
public record Pace(
    Duration schedule,
    Duration sandbox,
    Duration mount,
    Duration pull,
    Duration retry,
    Duration crash) {

  /** What a kubelet of Kubernetes 1.36 was measured to take. */
  public static final Pace REAL =
      new Pace(millis(20), millis(200), millis(280), millis(1500), millis(2000), millis(10_000));

  /** As quick as this machine is: for tests. */
  public static final Pace QUICK =
      new Pace(millis(1), millis(5), millis(5), millis(50), millis(100), millis(500));

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
