package dev.dormouse.broker;

import dev.dormouse.broker.cluster.Attached;
import dev.dormouse.broker.cluster.Attachment;
import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.ssh.Dialled;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.ssh.Leg;
import dev.dormouse.broker.ssh.LoggedIn;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.PodPlace;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Story;
import dev.dormouse.broker.wake.Wake;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way of one guest into their session: join its wake, dial while the pod is still getting up,
 * log in, and be attached. Whatever turns out to be out of date on the way (a pod that has gone, a
 * session that was put to sleep meanwhile) leads back to the beginning, until the template's
 * patience is over.
 */
final class Way {
  /** How long a connect that is neither taken nor refused may last. */
  private static final Duration DIAL_PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(30);

  /** A session that runs already has no start to wait for: it answers, or something is wrong. */
  private static final Duration RUNNING_PATIENCE = Duration.ofSeconds(30);

  private final Rooms rooms;
  private final Guest guest;
  private final Facts facts;
  private final Admission.To to;
  private final Order order;
  private final Progress progress;
  private final Redial redial = new Redial();
  private final long began = System.nanoTime();
  private @Nullable PodPlace looked;

  Way(Rooms rooms, Guest guest, Facts facts, Admission.To to) {
    this.rooms = rooms;
    this.guest = guest;
    this.facts = facts;
    this.to = to;
    this.order = rooms.order(to);
    this.progress = new Progress(guest, rooms.clock());
  }

  /** What one attempt came to. */
  private sealed interface Step {}

  /** Where it leads in the end. */
  sealed interface Destination extends Step {}

  /** Logged in and attached. */
  record Inside(Leg leg, Attached attached, Wake wake) implements Destination {}

  /** Not today. */
  record Barred(Refusal why) implements Destination {}

  /** What was known is out of date: begin again. */
  private record Astray(String why) implements Step {}

  Destination go() throws InterruptedException {
    try (var arrival = new Arrival(run -> rooms.cluster().attach(order.session(), run))) {
      var there = go(arrival);
      if (there instanceof Inside) {
        arrival.keep();
      }
      return there;
    }
  }

  private Destination go(Arrival arrival) throws InterruptedException {
    while (true) {
      var wake = rooms.wakes().join(order);
      switch (follow(wake, arrival)) {
        case Astray(var why) -> {
          if (tooLong(order.startWithin())) {
            return new Barred(silent(why));
          }
          Thread.sleep(pause(wake.story()));
        }
        case Destination there -> {
          return there;
        }
      }
    }
  }

  private Step follow(Wake wake, Arrival arrival) throws InterruptedException {
    Story story = wake.story();
    while (true) {
      progress.tell(wake, story);
      switch (story.standing()) {
        case Standing.Failed(var why) -> {
          return new Barred(why);
        }
        case Standing.Underway() -> story = wake.next(story, Duration.ofSeconds(10));
        case Standing.Reachable at -> {
          arrival.to(at.run());
          switch (guest.dial(address(at), at.hostKey(), DIAL_PATIENCE)) {
            case Dialled.Connected(var leg) -> {
              return enter(wake, at, leg, arrival);
            }
            case Dialled.WrongHostKey(var seen) -> {
              if (rooms.wakes().stillThere(order.session(), at.pod())) {
                return new Barred(stranger(seen));
              }
              String elsewhere = "it was at an address that is another's now";
              return wake.kind() == Kind.RUNNING && tooLong(RUNNING_PATIENCE)
                  ? new Barred(silent(elsewhere))
                  : new Astray(elsewhere);
            }
            case Dialled.NoPin(var pinned) -> {
              return new Barred(unpinned(pinned));
            }
            case Dialled.NotYet(var why, var seen) -> {
              facts.unanswered(seen);
              if (wake.kind() == Kind.RUNNING) {
                // Where nobody answers may be nobody any more: then what is known is put right.
                if (!at.pod().equals(looked)) {
                  looked = at.pod();
                  var _ = rooms.wakes().stillThere(order.session(), looked);
                }
                return tooLong(RUNNING_PATIENCE) ? new Barred(silent(why)) : new Astray(why);
              }
              if (tooLong(order.startWithin())) {
                return new Barred(silent(why));
              }
              story = wake.next(story, pause(story));
            }
          }
        }
      }
    }
  }

  /**
   * Logs in while the attachment is written: neither alone makes a visit. Whatever else comes of
   * it, neither is left behind.
   */
  private Step enter(Wake wake, Standing.Reachable at, Leg leg, Arrival arrival)
      throws InterruptedException {
    facts.of(at.run());
    reached(wake, StartupPhase.LISTENING);
    boolean inside = false;
    try {
      var step = entered(wake, leg, login(leg, at.run()), arrival);
      inside = step instanceof Inside;
      return step;
    } finally {
      if (!inside) {
        leg.close();
      }
    }
  }

  private LoggedIn login(Leg leg, String run) throws InterruptedException {
    return leg.login(
        to.template().spec().loginUser(), rooms.grant(to, guest.proof(), run), LOGIN_PATIENCE);
  }

  private Step entered(Wake wake, Leg leg, LoggedIn answer, Arrival arrival)
      throws InterruptedException {
    return switch (answer) {
      case LoggedIn.Yes() -> attached(wake, leg, arrival);
      case LoggedIn.Denied(var why) -> new Barred(locked(why));
      case LoggedIn.Lost(var why) -> new Astray(why);
    };
  }

  private Step attached(Wake wake, Leg leg, Arrival arrival) throws InterruptedException {
    var attachment = arrival.written();
    reached(wake, StartupPhase.UPSTREAM);
    progress.awake();
    return switch (attachment) {
      case Attachment.Made(var attached) -> new Inside(leg, attached, wake);
      case Attachment.Unreachable(var attached) -> new Inside(leg, attached, wake);
      case Attachment.FallenAsleep() -> new Astray("it was put to sleep at the same moment");
    };
  }

  private void reached(Wake wake, StartupPhase phase) {
    facts.reached(phase);
    wake.reached(phase);
  }

  private Duration pause(Story story) {
    return redial.pause(story, System.nanoTime());
  }

  private boolean tooLong(Duration patience) {
    return System.nanoTime() - began > patience.toNanos();
  }

  private static InetSocketAddress address(Standing.Reachable at) {
    return new InetSocketAddress(at.pod().address(), at.pod().port());
  }

  private Refusal silent(String why) {
    return new Refusal(
        Code.SLOW,
        "%s was started, but doesn't answer: %s".formatted(to.session(), why),
        "try again in a moment; if it stays like this, ask your administrator to look at template \"%s\""
            .formatted(to.template().name()));
  }

  private Refusal locked(String why) {
    return new Refusal(
        Code.TEMPLATE,
        "%s doesn't let Dormouse in as %s: %s"
            .formatted(to.session(), to.template().spec().loginUser(), why),
        "ask your administrator to look at the image and loginUser of template \"%s\""
            .formatted(to.template().name()));
  }

  private Refusal stranger(String seen) {
    return new Refusal(
        Code.HOSTKEY,
        "what answers as %s has another host key than %1$s has (%s)".formatted(to.session(), seen),
        "nothing was sent there; tell your administrator");
  }

  private Refusal unpinned(String pinned) {
    return new Refusal(
        Code.HOSTKEY,
        "nobody can know %s again: %s is no host key".formatted(to.session(), pinned),
        "nothing was sent there; tell your administrator");
  }
}
