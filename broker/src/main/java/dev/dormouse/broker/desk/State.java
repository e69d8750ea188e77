package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;

/** A session's state in a person's words. */
final class State {
  private State() {}

  static String of(Owned session) {
    return switch (session.phase()) {
      case ASLEEP -> session.awake() ? "waking" : "asleep";
      case WAKING -> "waking";
      case AWAKE -> "awake";
      case FALLING_ASLEEP -> "falling asleep";
      case FAILED -> "failed";
    };
  }
}
