package dev.dormouse.broker.login;

import dev.dormouse.crds.Phase;

/**
 * Somebody's session.
 *
 * @param phase what its current run came to
 * @param awake whether it is wanted awake, and so counts against the limit
 * @param message why it is in its phase, in a sentence, or empty
 */
public record Owned(
    String owner,
    String name,
    String template,
    Phase phase,
    boolean awake,
    String message,
    Particulars more) {

  /** Whether it takes one of those that its owner may have awake; a failed one takes nothing. */
  boolean takesRoom() {
    return awake && phase != Phase.FAILED;
  }

  public Owned(
      String owner, String name, String template, Phase phase, boolean awake, String message) {
    this(owner, name, template, phase, awake, message, Particulars.none(template));
  }

  /** The same, once it is being deleted. */
  public Owned leaving() {
    return new Owned(owner, name, template, phase, awake, message, more.leaves());
  }

  /** What is wanted and what is, in one word. */
  public State state() {
    if (more.leaving()) {
      return State.LEAVING;
    }
    return switch (phase) {
      case ASLEEP -> awake ? State.WAKING : State.ASLEEP;
      case WAKING, FALLING_ASLEEP -> awake ? State.WAKING : State.FALLING_ASLEEP;
      case AWAKE -> awake ? State.AWAKE : State.FALLING_ASLEEP;
      case FAILED -> State.FAILED;
    };
  }
}
