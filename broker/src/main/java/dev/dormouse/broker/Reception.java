package dev.dormouse.broker;

import dev.dormouse.broker.login.Admissions;
import dev.dormouse.broker.login.Door;
import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.ssh.Doorkeeper;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.ssh.SkRules;
import dev.dormouse.metrics.audit.Entry;
import dev.dormouse.metrics.audit.Event;
import dev.dormouse.metrics.audit.Field;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the door: who is known, and the story of each who came in. */
final class Reception implements Doorkeeper {
  private static final Logger LOG = LoggerFactory.getLogger("connection");

  /** A flood isn't worth an event for each drop. */
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private static final String NOT_PROVEN = "a key that opens was shown, and nobody signed with it";

  private final Rooms rooms;
  private final Connections connections;
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE);
  private volatile boolean closing;

  Reception(Rooms rooms, Connections connections) {
    this.rooms = rooms;
    this.connections = connections;
  }

  @Override
  public boolean knows(String login, Proof proof) {
    return Door.opens(rooms.cluster().house(), rooms.trustedUserCas(), login, proof);
  }

  @Override
  public SkRules skRules(String login, Key key) {
    return Door.opener(rooms.cluster().house(), login, key)
        .map(line -> new SkRules(line.touch(), line.verified()))
        .orElse(SkRules.USUAL);
  }

  @Override
  public void turnedAway() {
    rooms.metrics().turnedAway();
    turnedAway.incrementAndGet();
    long now = System.nanoTime();
    long before = told.get();
    if (now - before >= PAUSE && told.compareAndSet(before, now)) {
      rooms.audit().tell(Entry.of(Event.TURNED_AWAY).with(Field.COUNT, turnedAway.getAndSet(0)));
    }
  }

  @Override
  public Refusal noKey(String login, List<String> fingerprints) {
    rooms.metrics().login("refused", "none", Code.DENIED.toString());
    return Admissions.noKey(login, fingerprints);
  }

  /** Whoever finds out who tries doors, or helps somebody with a wrong key, looks for this line. */
  @Override
  public void turnedAway(
      String login, List<String> offered, List<String> shown, SocketAddress from) {
    var all = Stream.concat(offered.stream(), shown.stream()).toList();
    LOG.atInfo()
        .addKeyValue("login", Login.shown(login))
        .addKeyValue("from", from)
        .addKeyValue("code", Code.DENIED)
        .addKeyValue("offered", Admissions.shown(all))
        .log("no key opens");
    var why = Admissions.noKey(login, offered);
    rooms
        .audit()
        .tell(
            Entry.of(Event.REFUSAL)
                .with(Field.FROM, from instanceof InetSocketAddress at ? Trail.written(at) : "")
                .with(Field.LOGIN, Login.shown(login))
                .with(Field.OFFERED, all)
                .with(Field.CODE, why.code().toString())
                .with(Field.WHY, shown.isEmpty() ? why.sentence() : NOT_PROVEN));
  }

  @Override
  public void welcome(Guest guest) {
    if (closing) {
      var busy =
          new Refusal(Code.BUSY, "this door is being closed", "try again: another one is open");
      rooms.audit().tell(Trail.refusal(guest, busy));
      guest.refuse(busy);
      return;
    }
    var connection = new Connection(last.incrementAndGet(), rooms, guest);
    connections.add(connection);
    rooms.metrics().connectionOpened();
    try {
      connection.run();
    } finally {
      rooms.metrics().connectionClosed();
      connections.remove(connection);
    }
  }

  /** From here on nobody new comes in. */
  void close() {
    closing = true;
  }

  /** Ends the connections of users who may not be here any more. */
  void look() {
    var users = rooms.cluster().house().users();
    connections.end(
        one -> {
          var user = users.get(one.user());
          return !one.user().isEmpty() && (user == null || user.suspended());
        },
        "you may not log in any more (%s)".formatted(Code.SUSPENDED));
  }
}
