package dev.dormouse.broker.ssh;

import java.net.InetSocketAddress;

/**
 * A way of the broker's own into a pod.
 *
 * @param hostKey the one that the pod must have, as a line of known_hosts has it
 */
public record Errand(InetSocketAddress pod, String hostKey, String user, Grant grant) {

  /** What is done there: scripts, one after the other. */
  @FunctionalInterface
  public interface Task {
    Outcome in(Shell shell) throws InterruptedException;
  }

  /** A POSIX shell in the pod. */
  @FunctionalInterface
  public interface Shell {
    /** Runs a script to its end, or to the end of our patience. */
    Outcome run(String script) throws InterruptedException;
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * It ran to its end.
   *
   * @param said the beginning of what it printed: in whose words, nobody knows
   */
  public record Ran(int status, String said) implements Outcome {}

  public record Failed(String why) implements Outcome {}
}
