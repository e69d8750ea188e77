package dev.dormouse.broker;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.crds.Phase;

/** What is said to who was in a session when it ended. */
final class Epitaph {
  private Epitaph() {}

  /**
   * By what is known at this moment; empty when the session hasn't ended, as far as anybody knows.
   */
  static String of(House house, String user, String session) {
    return house.session(user, session).map(Epitaph::of).orElse(session + " was removed");
  }

  private static String of(Owned session) {
    return switch (session.state()) {
      case ASLEEP, FALLING_ASLEEP ->
          // Whoever put it to sleep has said so before the reaper says why.
          session.phase() == Phase.AWAKE || session.more().why().isEmpty()
              ? "%s went to sleep".formatted(session.name())
              : "%s went to sleep: %s".formatted(session.name(), session.more().why());
      case LEAVING -> session.name() + " was removed";
      case FAILED -> "%s failed: %s".formatted(session.name(), session.message());
      case AWAKE, WAKING -> "";
    };
  }
}
