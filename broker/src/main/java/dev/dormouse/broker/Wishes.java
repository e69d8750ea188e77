package dev.dormouse.broker;

import dev.dormouse.broker.desk.FrontDesk;
import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.ssh.Errand;
import dev.dormouse.broker.ssh.Errands;
import dev.dormouse.broker.ssh.Slip;
import dev.dormouse.broker.wake.Standing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody in a session wishes of the broker through which they are logged in: {@code dormouse
 * keep 4h}. They ring; the broker goes and reads what is wished, has the desk see to it, and leaves
 * the answer there. No credential is needed, since nothing is granted but what concerns this very
 * session.
 */
final class Wishes {
  private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);

  /** A bell that never stops costs no more than this. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Rooms rooms;
  private final Errands errands;
  private final Admission.To to;
  private final FrontDesk desk;
  private final Trail trail;

  /** The token that was rung last, while another was looked at; empty for none. */
  private final AtomicReference<String> next = new AtomicReference<>("");

  private final AtomicBoolean busy = new AtomicBoolean();

  Wishes(Rooms rooms, Errands errands, Admission.To to, FrontDesk desk, Trail trail) {
    this.rooms = rooms;
    this.errands = errands;
    this.to = to;
    this.desk = desk;
    this.trail = trail;
  }

  /** On the event loop. Of those who ring while one is answered, the last comes next. */
  void rung(String token) {
    next.set(token);
    begin();
  }

  private void begin() {
    if (!next.get().isEmpty() && busy.compareAndSet(false, true)) {
      Thread.ofVirtual().name("wish").start(() -> answer(next.getAndSet("")));
    }
  }

  private void answer(String token) {
    try {
      if (grant(token) instanceof Errand.Failed(var why)) {
        LOG.atInfo()
            .addKeyValue("session", rooms.order(to).session())
            .addKeyValue("why", why)
            .log("a wish wasn't answered");
      }
      Thread.sleep(PAUSE);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      busy.set(false);
    }
    begin();
  }

  private Errand.Outcome grant(String token) throws InterruptedException {
    var order = rooms.order(to);
    return rooms.wakes().standing(order) instanceof Standing.Reachable at
        ? errands.run(
            OwnErrands.into(order, at, to.template().spec().loginUser(), "answers"),
            shell -> grant(token, shell))
        : new Errand.Failed("its pod isn't there");
  }

  /** A bell without a slip, or with another session's, is nobody's wish. */
  private Errand.Outcome grant(String token, Errand.Shell shell) throws InterruptedException {
    var read = shell.run(Slip.read(token));
    if (!(read instanceof Errand.Ran(_, var said))) {
      return read;
    }
    var slip = Slip.of(said);
    if (slip.isEmpty() || !slip.get().session().equals(to.user().name() + "/" + to.session())) {
      return read;
    }
    var answer = desk.wish(to.session(), slip.get().words());
    trail.answered(slip.get().words(), answer.exit());
    return shell.run(Slip.answer(token, answer.exit(), answer.text()));
  }
}
