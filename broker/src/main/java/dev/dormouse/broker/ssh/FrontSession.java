package dev.dormouse.broker.ssh;

import dev.dormouse.broker.net.Timer;
import dev.dormouse.broker.net.VertxIo;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Feed;
import dev.dormouse.broker.relay.LoopKex;
import dev.dormouse.broker.relay.Messages;
import dev.dormouse.broker.relay.Parting;
import dev.dormouse.broker.relay.RelayService;
import dev.dormouse.broker.relay.Side;
import dev.dormouse.broker.relay.Witness;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.kex.extension.KexExtensions;
import org.apache.sshd.common.session.helpers.CurrentService;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/** The leg to the client. All of it happens on the event loop. */
final class FrontSession extends ServerSessionImpl implements Side {
  private final VertxIo io;
  private final Hall hall;
  private final Crowd.Place place;
  private final LegWatch watch;
  private final Set<String> offered = new LinkedHashSet<>();
  private final Set<String> shown = new LinkedHashSet<>();
  private Timer timer;
  private @Nullable HoldAuth auth;
  private boolean known;
  private long saidAsStranger;
  private @Nullable Desk desk;
  private Witness witness = Witness.BLIND;
  private @Nullable RelayService relayService;
  private volatile boolean broken;
  private boolean parted;
  private long packets;

  FrontSession(ServerFactoryManager server, VertxIo io, Hall hall, Crowd.Place place)
      throws Exception {
    super(server, io);
    this.io = io;
    this.hall = hall;
    this.place = place;
    this.watch = new LegWatch(io);
    this.timer = io.after(hall.helloWithin(), this::tooSlow);
    addSessionListener(watch);
    io.onWritability(this::pace);
  }

  @Override
  protected KeyExchangeMessageHandler initializeKeyExchangeMessageHandler() {
    return new LoopKex(this, log, this::doWritePacket, this::roomAgain);
  }

  @Override
  protected CurrentService initializeCurrentService() {
    return new Doorway(this);
  }

  private void roomAgain() {
    io.writabilityChanged();
  }

  /** Before there is a relay: whoever doesn't take our answers isn't heard until they do. */
  private void pace() {
    if (io.writable() || broken || !isOpen()) {
      io.resumeRead();
    } else {
      io.suspendRead();
    }
  }

  private void tooSlow() {
    part("no login within %d seconds".formatted(hall.helloWithin().toSeconds()));
  }

  Hall hall() {
    return hall;
  }

  /** A key that doesn't open; remembered for the one who has no other. */
  void offered(String fingerprint) {
    if (offered.size() < Hall.MOST_REQUESTS) {
      offered.add(fingerprint);
    }
  }

  /** A key that opens, if it was theirs: nobody has signed with it yet. */
  void shown(String fingerprint) {
    if (shown.size() < Hall.MOST_REQUESTS) {
      shown.add(fingerprint);
    }
  }

  List<String> shown() {
    return List.copyOf(shown);
  }

  List<String> offered() {
    return List.copyOf(offered);
  }

  /** The service for authentication; there is one in a session's life. */
  Service authentication() throws IOException {
    if (auth != null) {
      throw new SshException("asked to log in twice");
    }
    auth = new HoldAuth(this);
    return auth;
  }

  /** The service for all that comes after the login: begun by us alone, and once. */
  Service connection() throws IOException {
    if (!isAuthenticated() || relayService != null) {
      throw new SshException("there is no connection to ask for");
    }
    if (desk != null) {
      return new DeskService(this, desk, witness);
    }
    relayService = new RelayService(this);
    return relayService;
  }

  void verified(Verified who) {
    if (auth != null) {
      auth.verified(who);
    }
  }

  /**
   * Their signature was verified: from here on the client is kept waiting, and the connection
   * alive.
   */
  void hold(Verified verified) {
    known = true;
    place.leave();
    timer.cancel();
    timer = io.every(Hall.STILL_HERE, this::ignoreThis);
    new Guest(this, verified, hall).begin();
  }

  /** For the tables of address translators on the way. */
  private void ignoreThis() {
    if (open()) {
      try {
        sendIgnoreMessage();
      } catch (IOException failed) {
        exceptionCaught(failed);
      }
    }
  }

  /** Ends the hold: the client is in, and served by MINA. */
  void letIn(Desk whose, Witness sees) throws Exception {
    desk = whose;
    witness = sees;
    letIn();
  }

  /** Ends the hold: the client is in, and what it says goes to this service. */
  RelayService letIn() throws Exception {
    timer.cancel();
    if (auth == null) {
      throw new IllegalStateException("nobody asked to be let in");
    }
    auth.letIn();
    return relayService == null ? new RelayService(this) : relayService;
  }

  @Nullable Desk desk() {
    return desk;
  }

  /**
   * Says something that the client shows on stderr. Nothing can be said that way after the login.
   */
  void banner(String text) {
    if (!open() || isAuthenticated()) {
      return;
    }
    var packet = createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER, text.length() + 64);
    packet.putString(text);
    packet.putString("");
    try {
      writePacket(packet);
    } catch (IOException failed) {
      exceptionCaught(failed);
    }
  }

  void refuse(Refusal refusal) {
    settled(
        () -> {
          banner(Words.refusal(refusal));
          part(refusal.headline());
        });
  }

  @Override
  public VertxIo io() {
    return io;
  }

  @Override
  public boolean open() {
    return isOpen() && !parted;
  }

  @Override
  public void send(Buffer packet) throws IOException {
    writePacket(packet);
  }

  /** The way of all messages of a relayed connection; the rest is MINA's. */
  @Override
  protected void handleMessage(Buffer packet) throws Exception {
    var relayed = relayService;
    if (relayed != null && relayed.takes(packet)) {
      countForRekey();
    } else if (relayed == null && kept() > Hall.MOST_KEPT) {
      throw protocolError("too much to answer during a key exchange");
    } else {
      super.handleMessage(packet);
    }
  }

  /** RFC 4253, 9 allows it at any time; a client that has said nothing yet needs no new keys. */
  @Override
  protected void handleKexInit(Buffer packet) throws Exception {
    if (getSessionId() != null && !known) {
      throw protocolError("new keys before the login");
    }
    super.handleKexInit(packet);
  }

  /**
   * RFC 4253, 11.4 has an answer for each message that nobody knows: the desk gives it. Extensions
   * (RFC 8308) may be ignored, and anything else is no mistake of an ssh client.
   */
  @Override
  protected @Nullable IoWriteFuture notImplemented(int number, Buffer message) throws Exception {
    if (number == KexExtensions.SSH_MSG_EXT_INFO) {
      return null;
    }
    if (desk == null) {
      throw protocolError("message %d, which nobody knows here".formatted(number));
    }
    return super.notImplemented(number, message);
  }

  private static SshException protocolError(String words) {
    return new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, words);
  }

  /** The first error is the end: what a peer says from then on isn't heard, so it makes none. */
  @Override
  public void exceptionCaught(Throwable error) {
    if (!broken) {
      broken = true;
      io.after(Hall.LONGEST_KEX, () -> close(true));
      super.exceptionCaught(Words.brief(error));
    }
  }

  @Override
  public void disconnect(int reason, String words) throws IOException {
    super.disconnect(reason, Words.plain(words));
  }

  /** MINA looks at the clock and its limits with each packet; they aren't as close as that. */
  private void countForRekey() throws Exception {
    if (++packets % Hall.REKEY_LOOKS == 0) {
      checkRekey();
    }
  }

  @Override
  public void messageReceived(Readable bytes) throws Exception {
    if (broken) {
      return;
    }
    if (!known) {
      saidAsStranger += bytes.available();
      if (saidAsStranger > Hall.MOST_OF_A_STRANGER) {
        throw protocolError("too much was said before the login");
      }
    }
    if (inCipher == null || clientVersion == null || serverVersion == null) {
      super.messageReceived(bytes);
      return;
    }
    decodeLock.lock();
    try {
      Feed.all(bytes, decoderBuffer, this::wanted, this::decode);
    } finally {
      decodeLock.unlock();
    }
  }

  /**
   * What {@link #decode} waits for: a packet's length and a byte more, or the rest of the packet.
   */
  private int wanted() {
    int tag = inCipher.getAuthenticationTagSize();
    boolean lengthAlone = tag > 0 || (inMac != null && inMac.isEncryptThenMac());
    int needed =
        decoderState == 0
            ? (lengthAlone ? Integer.BYTES : inCipherSize) + 1
            : decoderLength + tag + (inMac == null ? 0 : inMacSize);
    return Math.max(1, needed - decoderBuffer.available());
  }

  /** Without MINA's queue for key exchanges, when there is none; all of it is on the event loop. */
  @Override
  public void forward(Buffer message) throws IOException {
    if (kexState.get() != KexState.DONE || kept() > 0) {
      writePacket(Messages.copy(message));
      return;
    }
    encodeLock.lock();
    try {
      io.write(resolveOutputPacket(Messages.passing(message)));
    } finally {
      encodeLock.unlock();
    }
    try {
      countForRekey();
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }

  @Override
  public int kept() {
    return ((LoopKex) kexHandler).kept();
  }

  @Override
  public void settled(Runnable task) {
    watch.settled(this, task);
  }

  @Override
  public void part(String words) {
    if (!open()) {
      return;
    }
    parted = true;
    timer.cancel();
    watch.part(this, words);
  }

  @Override
  public void onParting(Consumer<Parting> listener) {
    watch.onParting(listener);
  }

  @Override
  public void fail(Exception why) {
    exceptionCaught(why);
  }

  @Override
  protected void preClose() {
    timer.cancel();
    super.preClose();
  }
}
