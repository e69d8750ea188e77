package dev.dormouse.broker.ssh;

import dev.dormouse.broker.net.Net;
import dev.dormouse.broker.net.VertxIo;
import dev.dormouse.broker.relay.RelayService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.Session;

/** Dials pods. MINA's client is only asked for what it knows: it opens no socket and no thread. */
final class Upstream {
  private static final AttributeKey<Dialling> DIALLING = new AttributeKey<>();

  private final Net net;
  private final Certificates certificates;
  private final SessionFactory sessions;

  /**
   * For one kind of visits.
   *
   * @param connection what speaks ssh's connection protocol once we are in
   */
  private Upstream(
      Net net,
      Certificates certificates,
      ScheduledExecutorService timer,
      ServiceFactory connection) {
    this.net = net;
    this.certificates = certificates;
    this.sessions = sessions(client(timer, connection));
  }

  /** For guests, whose connections are relayed. */
  static Upstream relayed(Net net, Certificates certificates, ScheduledExecutorService timer) {
    return new Upstream(net, certificates, timer, new Named("ssh-connection", RelayService::new));
  }

  /** For what the broker itself has to do in a pod. */
  static Upstream own(Net net, Certificates certificates, ScheduledExecutorService timer) {
    return new Upstream(net, certificates, timer, ClientConnectionServiceFactory.INSTANCE);
  }

  private static SshClient client(ScheduledExecutorService timer, ServiceFactory connection) {
    var client = SshClient.setUpDefaultClient();
    Limits.set(client, timer);
    client.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(true, Algorithms.POD_KEX, ClientBuilder.DH2KEX));
    client.setCipherFactories(Algorithms.ciphers(false));
    client.setServiceFactories(List.of(new Named("ssh-userauth", PodAuth::new), connection));
    return client;
  }

  private static SessionFactory sessions(SshClient client) {
    return new SessionFactory(client) {
      @Override
      protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
        var dialling = (Dialling) io.getAttribute(DIALLING);
        return new PodSession(client, (VertxIo) io, dialling);
      }
    };
  }

  Dialled dial(VertxIo beside, InetSocketAddress pod, String hostKey, Duration patience)
      throws InterruptedException {
    return dial(hostKey, patience, answer -> net.dial(beside, pod, sessions, answer));
  }

  /** The same beside nobody. */
  Dialled dial(InetSocketAddress pod, String hostKey, Duration patience)
      throws InterruptedException {
    return dial(hostKey, patience, answer -> net.dial(pod, sessions, answer));
  }

  private Dialled dial(String hostKey, Duration patience, Consumer<Net.Answer> begin)
      throws InterruptedException {
    var pin = Pin.of(hostKey);
    if (pin.isEmpty()) {
      return new Dialled.NoPin(Words.brief(hostKey));
    }
    var dialling = new Dialling(pin.get(), certificates);
    begin.accept(new Answered(dialling));
    return dialling.await(patience);
  }

  private record Answered(Dialling dialling) implements Net.Answer {
    @Override
    public void connected(VertxIo io) {
      io.setAttribute(DIALLING, dialling);
      io.open();
    }

    @Override
    public void failed(Throwable why) {
      var seen = String.valueOf(why.getMessage());
      dialling.closed(seen.contains("refused") ? "refused" : "no answer", seen);
    }
  }

  /** A service by the name that ssh has for it. */
  record Named(String name, Maker maker) implements ServiceFactory {
    /** Makes one for a session. */
    interface Maker {
      Service make(Session session) throws IOException;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Service create(Session session) throws IOException {
      return maker.make(session);
    }
  }
}
