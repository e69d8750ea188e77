package dev.dormouse.reaper.mind;

/** A pod of a session. */
public record PodSeen(String name, String uid, String run, State state) {
  /** How far a pod is. */
  public sealed interface State {}

  /** On its way up. */
  public record Coming() implements State {}

  /** People can be in it. */
  public record Running() implements State {}

  /** Nothing runs in it any more, and nothing will. */
  public record Over(String why) implements State {}

  /**
   * It is being ended.
   *
   * @param taken why the cluster took it, or empty when it was asked to
   */
  public record Leaving(String taken) implements State {}

  /** There is none. */
  public record Missing() implements State {}

  static final State MISSING = new Missing();

  boolean isLeaving() {
    return state instanceof Leaving;
  }
}
