package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Refusal;

/** How a wake stands. */
public sealed interface Standing {

  /** There is nothing to dial yet. */
  record Underway() implements Standing {}

  /**
   * The pod has an address. Its sshd may need a moment more, and may still fail: a wake goes on
   * until somebody reached it.
   *
   * @param hostKey the only one that it may show, as in a known_hosts file
   */
  record Reachable(PodPlace pod, String run, String hostKey) implements Standing {}

  /** It won't start, and the cluster was told so: the next login begins another run. */
  record Failed(Refusal why) implements Standing {}
}
