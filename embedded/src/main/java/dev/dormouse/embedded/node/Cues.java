package dev.dormouse.embedded.node;

import dev.dormouse.embedded.node.Play.Act;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** When something that is played shall happen to a running pod: each act once. */
final class Cues {
  private final Set<Act> given = EnumSet.noneOf(Act.class);

  /** For an act that something else plays. */
  Cues without(Act act) {
    given.add(act);
    return this;
  }

  synchronized void give(Play play, Act act, Runnable deed) {
    Optional<Duration> after = play.after(act).filter(_ -> given.add(act));
    after.ifPresent(span -> Thread.ofVirtual().start(() -> later(span, deed)));
  }

  private static void later(Duration span, Runnable deed) {
    try {
      Thread.sleep(span);
      deed.run();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
