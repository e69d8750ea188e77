package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;

/** A client that says whatever a test wants, whenever it wants, and writes down the answers. */
final class Raw implements AutoCloseable {
  static final int REQUEST = 50;
  static final int FAILURE = 51;
  static final int SUCCESS = 52;
  static final int BANNER = 53;
  static final int KEY_IS_FINE = 60;
  private static final int GONE = -1;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final ClientSession session;

  Raw(int port) throws IOException {
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.setServiceFactories(List.of(new Upstream.Named("ssh-userauth", Answers::new)));
    client.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionClosed(Session session) {
            answers.add(GONE);
          }
        });
    client.start();
    session = client.connect("alice-small", "127.0.0.1", port).verify(20_000).getSession();
    while (session.getKexState() != KexState.DONE) {
      Thread.onSpinWait();
    }
  }

  ClientSession session() {
    return session;
  }

  /** The number of the next message that comes. */
  int answer() throws InterruptedException {
    var answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer");
    }
    return answer;
  }

  boolean gone() throws InterruptedException {
    return answer() == GONE;
  }

  /** Whatever else comes before. */
  void awaitGone() throws InterruptedException {
    while (!gone()) {
      Thread.onSpinWait();
    }
  }

  void send(int number, Object... parts) throws IOException {
    var packet = session.createBuffer((byte) number);
    for (var part : parts) {
      switch (part) {
        case String text -> packet.putString(text);
        case Boolean bit -> packet.putBoolean(bit);
        case Integer count -> packet.putUInt(count);
        case byte[] bytes -> packet.putBytes(bytes);
        default -> throw new IllegalArgumentException(part.toString());
      }
    }
    session.writePacket(packet);
  }

  /** Would you take this key? */
  void ask(String login, Path key) throws IOException {
    send(REQUEST, login, "ssh-connection", "publickey", false, "ssh-ed25519", blob(key));
  }

  /** A request that is signed, by a key that may be another. */
  void sign(String login, String service, Path shown, Path signer) throws Exception {
    var blob = blob(shown);
    var signed = new ByteArrayBuffer();
    signed.putBytes(session.getSessionId());
    signed.putByte((byte) REQUEST);
    signed.putString(login);
    signed.putString(service);
    signed.putString("publickey");
    signed.putBoolean(true);
    signed.putString("ssh-ed25519");
    signed.putBytes(blob);
    KeyPair pair = Keys.pair(signer);
    var signature = BuiltinSignatures.ed25519.create();
    signature.initSigner(session, pair.getPrivate());
    signature.update(session, signed.array(), 0, signed.available());
    var wrapped = new ByteArrayBuffer();
    wrapped.putString("ssh-ed25519");
    wrapped.putBytes(signature.sign(session));
    send(REQUEST, login, service, "publickey", true, "ssh-ed25519", blob, wrapped.getCompactData());
  }

  void sign(String login, Path key) throws Exception {
    sign(login, "ssh-connection", key, key);
  }

  static byte[] blob(Path key) throws IOException {
    return blob(Keys.pair(key).getPublic());
  }

  static byte[] blob(PublicKey key) {
    var wire = new ByteArrayBuffer();
    wire.putRawPublicKey(key);
    return wire.getCompactData();
  }

  @Override
  public void close() throws IOException {
    client.close(true);
  }

  private final class Answers extends AbstractCloseable implements Service {
    private final Session session;
    private final Map<String, Object> properties = new ConcurrentHashMap<>();

    Answers(Session session) {
      this.session = session;
    }

    @Override
    public void process(int number, Buffer message) {
      answers.add(number);
    }

    @Override
    public Session getSession() {
      return session;
    }

    @Override
    public Map<String, Object> getProperties() {
      return properties;
    }

    @Override
    public void start() {}
  }
}
