package dev.dormouse.broker.ssh;

import dev.dormouse.broker.net.Door;
import dev.dormouse.broker.net.Net;
import dev.dormouse.broker.net.VertxIo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** The address that people's ssh goes to. */
public final class Front implements AutoCloseable {
  /** How long those who are still here at the end have for the word that says so. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Set<FrontSession> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("ssh-timer").unstarted(task));
  private final Crowd crowd = new Crowd(Crowd.MOST, Crowd.MOST_OF_A_SOURCE);
  private final Hall hall;
  private final Door door;

  private Front(FrontOptions options, Net net, Doorkeeper doorkeeper) throws IOException {
    var certificates = new Certificates(options.userCa(), options.clock());
    hall =
        new Hall(
            doorkeeper,
            Upstream.relayed(net, certificates, timer),
            new Errands(Upstream.own(net, certificates, timer)),
            options.helloWithin());
    door = net.listen(options.host(), options.port(), sessions(server(options)));
  }

  /** Opens; when this returns, clients are taken. */
  public static Front open(FrontOptions options, Net net, Doorkeeper doorkeeper)
      throws IOException {
    return new Front(options, net, doorkeeper);
  }

  public InetSocketAddress address() {
    return door.address();
  }

  /** What the broker itself does in pods, with the same certificates. */
  public Errands errands() {
    return hall.errands();
  }

  /** Takes nobody new; those who are here stay. */
  public void stopAccepting() {
    door.close();
  }

  /** Ends all connections with a word. */
  @Override
  public void close() {
    stopAccepting();
    sessions.forEach(one -> one.io().execute(() -> one.part("this door is closing; log in again")));
    var patience = System.nanoTime() + LAST_WORDS.toNanos();
    try {
      while (!sessions.isEmpty() && System.nanoTime() < patience) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
  }

  /** What MINA asks its server for; the server itself is never started. */
  private SshServer server(FrontOptions options) {
    var server = SshServer.setUpDefaultServer();
    Limits.set(server, timer);
    Limits.setDesk(server);
    server.setKeyPairProvider(KeyPairProvider.wrap(options.hostKeys()));
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(true, Algorithms.FRONT_KEX, ServerBuilder.DH2KEX));
    server.setCipherFactories(Algorithms.ciphers(options.oldCiphers()));
    server.setSignatureFactories(Algorithms.userSignatures());
    server.setCompressionFactories(
        List.of(BuiltinCompressions.none, BuiltinCompressions.delayedZlib));
    server.setUserAuthFactories(List.of(new KeyAuth.Factory(), new OutOfKeys.Factory()));
    server.setServiceFactories(
        List.of(
            new Upstream.Named("ssh-userauth", one -> ((FrontSession) one).authentication()),
            new Upstream.Named("ssh-connection", one -> ((FrontSession) one).connection())));
    server.setChannelFactories(List.of(new DeskChannel.Factory()));
    server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE));
    server.setShellFactory(channel -> command(channel.getServerSession(), ""));
    server.setSubsystemFactories(List.of(new DeskFiles()));
    server.setCommandFactory((channel, line) -> command(channel.getServerSession(), line));
    return server;
  }

  static DeskCommand command(Session session, String line) throws IOException {
    var desk = ((FrontSession) session).desk();
    if (desk == null) {
      throw new IOException("nobody is at the desk");
    }
    return new DeskCommand(desk, line);
  }

  private SessionFactory sessions(SshServer server) {
    return new SessionFactory(server) {
      @Override
      protected ServerSessionImpl doCreateSession(IoSession io) throws Exception {
        var place = crowd.enter(io.getRemoteAddress());
        if (place.isEmpty()) {
          hall.doorkeeper().turnedAway();
          throw new SshException("the crowd at the door is too large");
        }
        ((VertxIo) io).onGone(place.get()::leave);
        var session = new FrontSession(server, (VertxIo) io, hall, place.get());
        sessions.add(session);
        // MINA forgets a session's attributes before its socket is gone.
        var denied = new AtomicReference<>("");
        session.setAttribute(KeyAuth.DENIED, denied);
        session
            .io()
            .onGone(
                () -> {
                  place.get().leave();
                  gone(session, denied.get());
                });
        return session;
      }
    };
  }

  private void gone(FrontSession session, String denied) {
    sessions.remove(session);
    if (!denied.isEmpty()) {
      hall.doorkeeper()
          .turnedAway(denied, session.offered(), session.shown(), session.io().getRemoteAddress());
    }
  }
}
