package dev.dormouse.broker.ssh;

import java.net.InetSocketAddress;

/**
 * Something that the broker itself does in a pod.
 *
 * @param hostKey the one that the pod must have, as a line of known_hosts has it
 * @param script for a POSIX shell
 */
public record Errand(
    InetSocketAddress pod, String hostKey, String user, Grant grant, String script) {

  /** What came of it. */
  public sealed interface Outcome {}

  /** It ran to its end. */
  public record Ran(int status) implements Outcome {}

  public record Failed(String why) implements Outcome {}
}
