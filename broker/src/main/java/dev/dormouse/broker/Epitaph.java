package dev.dormouse.broker;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.crds.Phase;

/** What is said to who was in a session when it ended. */
final class Epitaph {
  private Epitaph() {}

  /**
   * By what is known at this moment; empty when the session hasn't ended, as far as anybody knows.
   *
   * @param taken why the cluster takes its pod, which a pod says before the reaper does, or empty
   */
  static String of(House house, String user, String session, String taken) {
    return house.session(user, session).map(one -> of(one, taken)).orElse(session + " was removed");
  }

  private static String of(Owned session, String taken) {
    return switch (session.state()) {
      case ASLEEP, FALLING_ASLEEP ->
          // Whoever put it to sleep has said so before the reaper says why.
          asleep(session, session.phase() == Phase.AWAKE ? taken : session.more().why());
      case LEAVING -> session.name() + " was removed";
      case FAILED -> "%s failed: %s".formatted(session.name(), session.message());
      case AWAKE, WAKING -> taken.isEmpty() ? "" : asleep(session, taken);
    };
  }

  private static String asleep(Owned session, String why) {
    return session.name() + " went to sleep" + (why.isEmpty() ? "" : ": " + why);
  }
}
