package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Farewell;
import dev.dormouse.broker.relay.Farewell.Cause;
import dev.dormouse.broker.relay.Parting;
import dev.dormouse.broker.relay.Relay;
import dev.dormouse.broker.relay.Witness;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client whose signature was verified. What is done here is asked for on the visit's virtual
 * thread, and done on the event loop.
 */
public final class Guest {
  private static final Logger LOG = LoggerFactory.getLogger(Guest.class);

  private final FrontSession session;
  private final Verified verified;
  private final Hall hall;
  private final Thread visit;

  /** The three below belong to the event loop. */
  private boolean waiting = true;

  private boolean ended;
  private @Nullable Relay relay;

  Guest(FrontSession session, Verified verified, Hall hall) {
    this.session = session;
    this.verified = verified;
    this.hall = hall;
    this.visit = Thread.ofVirtual().name("guest-" + session.io().getId()).unstarted(this::visit);
  }

  void begin() {
    session.onParting(_ -> left());
    visit.start();
  }

  public String login() {
    return verified.login();
  }

  public Proof proof() {
    return verified.proof();
  }

  public InetSocketAddress from() {
    return (InetSocketAddress) session.io().getRemoteAddress();
  }

  /** How their ssh calls itself: SSH-2.0-OpenSSH_9.2. */
  public String client() {
    return Words.plain(session.getClientVersion());
  }

  /** Not gone, as far as anybody knows. */
  public boolean here() {
    return session.isOpen();
  }

  /** One line on the client's stderr, at once. Nothing, when they are gone or in. */
  public void tell(String line) {
    session.io().execute(() -> session.banner(Words.line(line)));
  }

  /** Says no, and why, and what to do now; and ends the connection. */
  public void refuse(Refusal refusal) {
    session
        .io()
        .execute(
            () -> {
              waiting = false;
              session.refuse(refusal);
            });
  }

  /** Ends the connection with a reason, at any time. */
  public void end(String sentence) {
    session
        .io()
        .execute(
            () -> {
              ended = true;
              if (relay == null) {
                session.part(sentence);
              } else {
                relay.end(sentence);
              }
            });
  }

  /**
   * Opens TCP to a pod's sshd and exchanges keys.
   *
   * @param hostKey the one that it must have, as a line of known_hosts has it
   */
  public Dialled dial(InetSocketAddress pod, String hostKey, Duration patience)
      throws InterruptedException {
    return hall.upstream().dial(session.io(), pod, hostKey, patience);
  }

  /**
   * Lets the guest in; from here on all goes to the pod and back, until both are gone.
   *
   * @param company who goes along with it
   */
  public Farewell relay(Leg leg, Company company) throws InterruptedException {
    var pod = ((PodLeg) leg).session();
    var over = new CompletableFuture<Farewell>();
    session.io().execute(() -> session.settled(() -> join(pod, company, over)));
    return await(over, leg);
  }

  private void join(PodSession pod, Company company, CompletableFuture<Farewell> over) {
    if (!session.open()) {
      over.complete(gone());
      return;
    }
    waiting = false;
    var both = new Relay(session, pod, company);
    relay = both;
    var _ = both.farewell().thenAccept(over::complete);
    try {
      both.begin(session.letIn(), pod.relayService());
    } catch (Exception failed) {
      session.fail(failed);
      pod.fail(failed);
      over.complete(new Farewell(Cause.BROKEN, String.valueOf(failed.getMessage()), 0, 0));
    }
  }

  /** What the broker does in the pod by itself, over a connection of its own. */
  public Errands errands() {
    return hall.errands();
  }

  /**
   * Lets the guest in, and answers whatever they run or ask for with this desk, until they leave.
   *
   * @param witness of what they ask for
   */
  public Farewell desk(Desk desk, Witness witness) throws InterruptedException {
    var over = new CompletableFuture<Farewell>();
    session.io().execute(() -> session.settled(() -> serve(desk, witness, over)));
    return await(over, null);
  }

  private void serve(Desk desk, Witness witness, CompletableFuture<Farewell> over) {
    if (!session.open()) {
      over.complete(gone());
      return;
    }
    waiting = false;
    session.onParting(parting -> over.complete(served(parting)));
    try {
      session.letIn(desk, witness);
    } catch (Exception failed) {
      session.fail(failed);
      over.complete(new Farewell(Cause.BROKEN, String.valueOf(failed.getMessage()), 0, 0));
    }
  }

  private Farewell served(Parting parting) {
    if (ended) {
      return new Farewell(Cause.ENDED, parting.words(), 0, 0);
    }
    return new Farewell(parting.broken() ? Cause.BROKEN : Cause.CLIENT_LEFT, parting.words(), 0, 0);
  }

  private Farewell gone() {
    return new Farewell(
        ended ? Cause.ENDED : Cause.CLIENT_LEFT, "gone before the session was there", 0, 0);
  }

  private static Farewell await(CompletableFuture<Farewell> over, @Nullable Leg leg)
      throws InterruptedException {
    try {
      return over.get();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("waiting for the end of a connection", bug.getCause());
    } finally {
      if (leg != null) {
        leg.close();
      }
    }
  }

  /** Whoever waits for this guest waits for nothing. */
  private void left() {
    if (waiting) {
      visit.interrupt();
    }
  }

  private void visit() {
    try {
      hall.doorkeeper().welcome(this);
    } catch (InterruptedException _) {
      LOG.debug("left while waiting");
    } catch (RuntimeException | Error bug) {
      LOG.atError().setCause(bug).addKeyValue("login", login()).log("a visit went wrong");
      refuse(
          new Refusal(
              Code.INTERNAL,
              "something is wrong with Dormouse itself",
              "try again; if it stays like this, tell your administrator"));
    } finally {
      session.io().execute(() -> session.settled(() -> session.part("the visit is over")));
    }
  }
}
