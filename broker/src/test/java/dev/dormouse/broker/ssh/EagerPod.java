package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.server.SshServer;

/** A pod's sshd that says yes to whoever is about to ask. */
final class EagerPod implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path key;

  EagerPod(Path folder) throws Exception {
    Files.createDirectories(folder);
    key = Keys.make(folder.resolve("host"), "ed25519");
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(Keys.pair(key)));
    server.setServiceFactories(List.of(new Upstream.Named("ssh-userauth", Eager::new)));
    server.start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  String hostKey() throws IOException {
    return Keys.line(key);
  }

  @Override
  public void close() throws IOException {
    server.close(true);
  }

  private static final class Eager extends AbstractCloseable implements Service {
    private final Session session;
    private final Map<String, Object> properties = new ConcurrentHashMap<>();

    Eager(Session session) {
      this.session = session;
    }

    @Override
    public void start() {
      try {
        session.writePacket(session.createBuffer(SshConstants.SSH_MSG_USERAUTH_SUCCESS));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void process(int number, Buffer message) {}

    @Override
    public Session getSession() {
      return session;
    }

    @Override
    public Map<String, Object> getProperties() {
      return properties;
    }
  }
}
