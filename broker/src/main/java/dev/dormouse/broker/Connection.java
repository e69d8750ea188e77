package dev.dormouse.broker;

import dev.dormouse.broker.desk.FrontDesk;
import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.login.Admissions;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Bell;
import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Traffic;
import dev.dormouse.broker.relay.Witness;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.wake.StartupPhase;
import java.util.Optional;

/** One user's connection from greeting to farewell, told top to bottom on one virtual thread. */
final class Connection {
  private final long id;
  private final Rooms rooms;
  private final Guest guest;
  private final Facts facts;
  private final Trail trail;

  Connection(long id, Rooms rooms, Guest guest) {
    this.id = id;
    this.rooms = rooms;
    this.guest = guest;
    this.facts = new Facts(id, rooms.clock());
    this.trail = new Trail(id, rooms, guest, facts);
  }

  /** Tells it to its end; the end is logged and counted, whatever it is. */
  void run() {
    facts.begin(guest);
    var end = ending();
    facts.end(end, rooms.metrics());
    trail.ended(end);
  }

  private End ending() {
    try {
      return tell();
    } catch (InterruptedException left) {
      return new End.LeftWaiting();
    } catch (RuntimeException bug) {
      return refuse(facts.bug(bug));
    }
  }

  /** Asked twice: whoever is suspended after the second time is found by name and ended. */
  private End tell() throws InterruptedException {
    facts.of(admission());
    return switch (admission()) {
      case Admission.Refused(var why) -> refuse(why);
      case Admission.Desk atDesk -> {
        trail.login(atDesk);
        var desk = desk(atDesk.user().name());
        var witness = new Witness(asked -> trail.denied(asked, desk.forwardsNothing()));
        yield new End.Served(guest.desk(trail.over(desk), witness));
      }
      case Admission.To to -> {
        trail.login(to);
        yield visit(to);
      }
    };
  }

  private Admission admission() {
    return Admissions.admit(rooms.cluster().house(), guest.login(), guest.proof());
  }

  private FrontDesk desk(String user) {
    return new FrontDesk(
        user,
        rooms.cluster()::house,
        rooms.cluster().register(),
        new Rousing(rooms, user, guest.proof(), trail),
        rooms.clock());
  }

  private End visit(Admission.To to) throws InterruptedException {
    facts.reached(StartupPhase.ADMITTED);
    return switch (held(to)) {
      case Way.Barred(var why) -> refuse(why);
      case Way.Inside(var leg, var attached, var wake) -> {
        try (attached;
            leg) {
          var barred = barredBy(admission());
          if (barred.isPresent()) {
            yield refuse(barred.get());
          }
          facts.reached(StartupPhase.RELAYED);
          wake.reached(StartupPhase.RELAYED);
          facts.startup(wake, rooms.metrics());
          var traffic = new Traffic();
          attached.moves(traffic::bytes);
          var bell = new Bell(wishes(to)::rung);
          yield new End.Visited(
              guest.relay(
                  leg,
                  new Company(
                      traffic, rooms.meter(), bell, new Witness(trail::asked), () -> epitaph(to))));
        }
      }
    };
  }

  /**
   * A start may have taken minutes: what opened the door then may be taken away by now. Only a
   * limit was this very session's to fill.
   */
  private static Optional<Refusal> barredBy(Admission now) {
    return now instanceof Admission.Refused(var why) && why.code() != Code.LIMIT
        ? Optional.of(why)
        : Optional.empty();
  }

  private Way.Destination held(Admission.To to) throws InterruptedException {
    rooms.metrics().holdBegan();
    try {
      return new Way(rooms, guest, facts, to).go();
    } finally {
      rooms.metrics().holdEnded();
    }
  }

  /** Told where ssh itself knows only that the connection was lost. */
  private String epitaph(Admission.To to) {
    return Epitaph.of(
        rooms.cluster().house(),
        to.user().name(),
        to.session(),
        rooms.cluster().taken(rooms.order(to).session(), facts.run()));
  }

  private Wishes wishes(Admission.To to) {
    return new Wishes(rooms, guest.errands(), to, desk(to.user().name()), trail);
  }

  private End refuse(Refusal why) {
    trail.refused(why);
    guest.refuse(why);
    return new End.Refused(why);
  }

  long id() {
    return id;
  }

  /** Whose it is; nothing before that is known. */
  String user() {
    return facts.user();
  }

  void end(String sentence) {
    guest.end(sentence);
  }
}
