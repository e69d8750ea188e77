package dev.dormouse.broker.login;

import dev.dormouse.crds.Phase;

/**
 * Somebody's session.
 *
 * @param awake whether it is wanted awake, and so counts against the limit
 * @param message why it is in its phase, in a sentence, or empty
 */
public record Owned(
    String owner, String name, String template, Phase phase, boolean awake, String message) {

  /** Whether it takes one of those that its owner may have awake; a failed one takes nothing. */
  boolean takesRoom() {
    return awake && phase != Phase.FAILED;
  }

  /** The phase as people say it. */
  public String state() {
    return switch (phase) {
      case ASLEEP -> awake ? "waking" : "asleep";
      case WAKING -> "waking";
      case AWAKE -> "awake";
      case FALLING_ASLEEP -> "falling asleep";
      case FAILED -> "failed";
    };
  }
}
