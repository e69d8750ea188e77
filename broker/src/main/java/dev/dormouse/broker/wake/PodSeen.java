package dev.dormouse.broker.wake;

import dev.dormouse.crds.Rights;
import java.util.List;

/**
 * A pod's state, as Kubernetes tells it, and only what a start has to know. Texts are empty when
 * there is nothing.
 *
 * @param leaving it is being deleted
 * @param unplaced why it has no node, in the scheduler's words
 * @param reason why it failed as a whole, like Evicted
 * @param rights who its sshd is
 * @param session the container that people log in to
 * @param before the containers that run before it, in their order
 * @param events what happened to it, oldest first; only known while its start is followed
 * @param holders who else has a volume of its own on a node; only known until it runs
 */
public record PodSeen(
    String name,
    String uid,
    String run,
    boolean leaving,
    Life life,
    String reason,
    String message,
    String node,
    String unplaced,
    String address,
    int port,
    Rights rights,
    Container session,
    List<Container> before,
    List<Happening> events,
    List<Holder> holders) {

  public PodSeen {
    holders = List.copyOf(holders);
    before = List.copyOf(before);
    events = List.copyOf(events);
  }

  /** A pod's phase, which is not a session's. */
  public enum Life {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  /** One container. */
  public record Container(String name, String image, State state, State last, int restarts) {}

  /** What a container is doing. */
  public sealed interface State {
    /** Nobody has said anything. */
    record Unknown() implements State {}

    record Waiting(String reason, String message) implements State {}

    record Running() implements State {}

    record Ended(String reason, String message, int code) implements State {}
  }

  /** Another session of the same owner, and the node that its pod is on. */
  public record Holder(String session, String node) {}

  /** One event, and how often it came. */
  public record Happening(String reason, String message, int times) {}

  /** Over for good: nothing of it runs, and nothing will. */
  boolean over() {
    return life == Life.SUCCEEDED || life == Life.FAILED;
  }

  public boolean runs() {
    return session.state() instanceof State.Running;
  }

  PodPlace place() {
    return new PodPlace(name, uid, address, port, node, rights);
  }
}
