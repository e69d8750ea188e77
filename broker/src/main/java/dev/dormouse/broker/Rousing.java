package dev.dormouse.broker;

import dev.dormouse.broker.desk.WakeUpCall;
import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.login.Admissions;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Story;
import dev.dormouse.broker.wake.Wake;
import java.time.Duration;

/**
 * Wakes as a login would: under the same admission, by the same wake. It is awaited only until its
 * claim is written down; from there on it needs nobody who waits.
 */
final class Rousing implements WakeUpCall {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Rooms rooms;
  private final String user;
  private final Proof proof;
  private final Trail trail;

  Rousing(Rooms rooms, String user, Proof proof, Trail trail) {
    this.rooms = rooms;
    this.user = user;
    this.proof = proof;
    this.trail = trail;
  }

  @Override
  public Ordered order(String session) throws InterruptedException {
    var ordered = ordered(session);
    if (ordered instanceof Ordered.No(var why)) {
      trail.refused(session, why);
    }
    return ordered;
  }

  private Ordered ordered(String session) throws InterruptedException {
    var house = rooms.cluster().house();
    return switch (Admissions.admit(house, Login.text(user, session, house), proof)) {
      case Admission.Refused(var why) -> new Ordered.No(why);
      case Admission.Desk _ ->
          throw new IllegalStateException("a session's login led to the desk: " + session);
      case Admission.To to -> claimed(session, rooms.wakes().join(rooms.order(to)));
    };
  }

  private Ordered claimed(String session, Wake wake) throws InterruptedException {
    Story story = wake.story();
    // A wake goes on until somebody has dialled, which nobody need have done yet.
    if (wake.kind() == Kind.RUNNING || story.startup().containsKey(StartupPhase.STARTED)) {
      return new Ordered.Awake();
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (story.standing() instanceof Standing.Failed(var why)) {
        return new Ordered.No(why);
      }
      if (story.startup().containsKey(StartupPhase.CLAIMED)) {
        return new Ordered.Waking();
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return new Ordered.No(late(session, story));
      }
      story = wake.next(story, Duration.ofNanos(left));
    }
  }

  private Refusal late(String session, Story story) {
    return new Refusal(
        Code.SLOW,
        "%s isn't waking yet: %s"
            .formatted(
                session,
                story.lines().isEmpty() ? "the cluster takes its time" : story.lines().getLast()),
        "it goes on without you; see how far it is: ssh %s@host why %s".formatted(user, session));
  }
}
