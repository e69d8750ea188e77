package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.net.VertxIo;
import dev.dormouse.broker.relay.Feed;
import dev.dormouse.broker.relay.LoopKex;
import dev.dormouse.broker.relay.Messages;
import dev.dormouse.broker.relay.Parting;
import dev.dormouse.broker.relay.RelayService;
import dev.dormouse.broker.relay.Side;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.kex.extension.KexExtensions;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The leg to a pod. All of it happens on the event loop, which is that of the client's leg. */
final class PodSession extends ClientSessionImpl implements Side {
  private final VertxIo io;
  private final Dialling dialling;
  private final LegWatch watch;
  private final PodAuth podAuth;
  private @Nullable RelayService relaying;
  private volatile boolean broken;
  private boolean parted;
  private long packets;

  PodSession(ClientFactoryManager client, VertxIo io, Dialling dialling) throws Exception {
    super(client, io);
    this.io = io;
    this.dialling = dialling;
    this.watch = new LegWatch(io);
    setSignatureFactories(Algorithms.hostSignatures(dialling.pin().key().type()));
    addSessionListener(watch);
    podAuth = getService(PodAuth.class);
    dialling.began(this);
    watch.onParting(parting -> dialling.closed(parting.words(), parting.words()));
  }

  @Override
  protected KeyExchangeMessageHandler initializeKeyExchangeMessageHandler() {
    return new LoopKex(this, log, this::doWritePacket, this::roomAgain);
  }

  private void roomAgain() {
    io.writabilityChanged();
  }

  /** At every key exchange: the key must be the one that the session was born with. */
  @Override
  protected void checkKeys() throws IOException {
    var seen = getServerKey();
    if (!dialling.pin().is(seen)) {
      Key stranger = Offer.key(seen);
      dialling.stranger(stranger.fingerprint());
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE, "not the host key of this session");
    }
  }

  @Override
  protected void signalSessionEvent(SessionListener.Event event) throws Exception {
    super.signalSessionEvent(event);
    if (event == SessionListener.Event.KeyEstablished) {
      dialling.established(this);
    }
  }

  RelayService relayService() {
    var service = getService(RelayService.class);
    relaying = service;
    return service;
  }

  PodAuth podAuth() {
    return podAuth;
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
    var relayed = relaying;
    if (relayed != null && relayed.takes(packet)) {
      countForRekey();
    } else {
      super.handleMessage(packet);
    }
  }

  /** A pod's sshd says nothing that has to be answered like this (RFC 4253, 11.4). */
  @Override
  protected @Nullable IoWriteFuture notImplemented(int number, Buffer message) throws Exception {
    if (number == KexExtensions.SSH_MSG_EXT_INFO) {
      return null;
    }
    throw new SshException(
        SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
        "message %d, which nobody knows here".formatted(number));
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
}
