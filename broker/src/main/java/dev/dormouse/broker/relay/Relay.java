package dev.dormouse.broker.relay;

import dev.dormouse.broker.relay.Farewell.Cause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Two legs on one event loop, each said to the other, verbatim. A leg is read only while the other
 * has room, and it takes our own answers: the channels' windows alone wouldn't bound what the
 * broker holds.
 */
public final class Relay {
  /** Packets that may wait for a key exchange before their source is no longer read. */
  private static final int KEPT = 64;

  /** How often it is asked why a pod has ended: for a second, altogether. */
  private static final int MOST_ASKED = 10;

  private static final Duration NEWS_COME = Duration.ofMillis(100);

  private final Side client;
  private final Side pod;
  private final Company company;
  private final Tap clientTap;
  private final Tap podTap;
  private final Answers toClient;
  private final Answers toPod;
  private final CompletableFuture<Farewell> farewell = new CompletableFuture<>();
  private long up;
  private long down;
  private int partings;
  private @Nullable Cause cause;
  private String words = "";

  public Relay(Side client, Side pod, Company company) {
    this.client = client;
    this.pod = pod;
    this.company = company;
    this.clientTap = new Tap(client::open, on -> read(client, on), company.meter()::pausedUp);
    this.podTap = new Tap(pod::open, on -> read(pod, on), company.meter()::pausedDown);
    this.toClient = new Answers(client);
    this.toPod = new Answers(pod);
  }

  /** Begins: from here on all that one leg says goes to the other. */
  public void begin(RelayService ofClient, RelayService ofPod) throws Exception {
    client.io().onWritability(this::pace);
    pod.io().onWritability(this::pace);
    client.onParting(parting -> left(Cause.CLIENT_LEFT, parting, pod));
    pod.onParting(parting -> podLeft(parting, 0));
    ofClient.join(this::fromClient);
    ofPod.join(this::fromPod);
    pace();
  }

  /** When both legs are over. */
  public CompletableFuture<Farewell> farewell() {
    return farewell;
  }

  /** Ends both legs, with a word of ours. */
  public void end(String sentence) {
    over(Cause.ENDED, sentence);
    client.part(sentence);
    pod.part(sentence);
  }

  private void fromClient(int number, Buffer message) throws Exception {
    if (number == Messages.PING) {
      toClient.pong(message);
      paceIfOwed(toClient);
      return;
    }
    int bytes = message.available() + 1;
    up += bytes;
    company.meter().up(bytes);
    company.traffic().countFromClient(number, message);
    company.witness().seeFromClient(number, message);
    pass(message, pod);
  }

  private void fromPod(int number, Buffer message) throws Exception {
    if (number == Messages.PING) {
      toPod.pong(message);
      paceIfOwed(toPod);
      return;
    }
    if (Messages.tellsHostKeys(number, message)) {
      toPod.no(message);
      paceIfOwed(toPod);
      return;
    }
    int bytes = message.available() + 1;
    down += bytes;
    company.meter().down(bytes);
    company.traffic().countFromPod(number, message);
    company.bell().listen(number, message);
    company.witness().seeFromPod(number, message);
    pass(message, client);
  }

  /** An error of the target is the target's end, not that of the leg which happens to be read. */
  private void pass(Buffer message, Side to) {
    if (!to.open()) {
      return;
    }
    try {
      to.forward(message);
    } catch (Exception failed) {
      to.fail(failed);
    }
    if (!hasRoom(to)) {
      pace();
    }
  }

  private void paceIfOwed(Answers answers) {
    if (answers.owed()) {
      pace();
    }
  }

  private void pace() {
    clientTap.open(hasRoom(pod) && !toClient.owed());
    podTap.open(hasRoom(client) && !toPod.owed());
  }

  private static boolean hasRoom(Side side) {
    return !side.open() || (side.io().writable() && side.kept() < KEPT);
  }

  private static void read(Side side, boolean on) {
    if (on) {
      side.io().resumeRead();
    } else {
      side.io().suspendRead();
    }
  }

  private void left(Cause whose, Parting parting, Side other) {
    over(parting.broken() ? Cause.BROKEN : whose, parting.words());
    if (++partings == 2) {
      pace();
      farewell.complete(new Farewell(cause == null ? whose : cause, words, up, down));
    } else {
      other.part(words);
      pace();
    }
  }

  /**
   * A pod that ends says no more than that the connection was lost. We know more, but the end can
   * be quicker than the news of it.
   */
  private void podLeft(Parting parting, int asked) {
    String epitaph = cause == null ? company.epitaph().get() : "";
    if (!epitaph.isEmpty()) {
      left(Cause.POD_LEFT, new Parting(parting.broken(), epitaph), client);
    } else if (cause == null && asked < MOST_ASKED) {
      client.io().after(NEWS_COME, () -> podLeft(parting, asked + 1));
    } else {
      left(Cause.POD_LEFT, parting, client);
    }
  }

  private void over(Cause why, String sentence) {
    if (cause == null) {
      cause = why;
      words = sentence;
    }
  }
}
