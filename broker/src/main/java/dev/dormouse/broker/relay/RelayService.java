package dev.dormouse.broker.relay;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * The connection protocol of one leg, not understood but handed to the relay. What a pod says
 * before there is a relay is kept; reading stops meanwhile, so it is little.
 */
public final class RelayService extends AbstractCloseable implements Service {
  /** Takes what one leg says. */
  interface Mouthpiece {
    void say(int number, Buffer message) throws Exception;
  }

  /** RFC 4250, 4.1.2: below it are the transport's and authentication's, said too late. */
  private static final int FIRST = 80;

  private final Session session;
  private final Map<String, Object> properties = new ConcurrentHashMap<>();
  private final Queue<Buffer> early = new ArrayDeque<>();
  private @Nullable Mouthpiece mouthpiece;

  public RelayService(Session session) {
    this.session = session;
  }

  void join(Mouthpiece relay) throws Exception {
    mouthpiece = relay;
    for (var message = early.poll(); message != null; message = early.poll()) {
      relay.say(message.getUByte(), message);
    }
  }

  /** Takes a packet's message when it is one of the connection's and there is a relay for it. */
  public boolean takes(Buffer packet) throws Exception {
    int number = packet.rawByte(packet.rpos()) & 0xff;
    if (mouthpiece == null || number < FIRST) {
      return false;
    }
    packet.rpos(packet.rpos() + 1);
    process(number, packet);
    return true;
  }

  @Override
  public void process(int number, Buffer message) throws Exception {
    if (number < FIRST) {
      return;
    }
    var relay = mouthpiece;
    if (relay == null) {
      int whole = message.available() + 1;
      byte[] bytes = new byte[whole];
      System.arraycopy(message.array(), message.rpos() - 1, bytes, 0, whole);
      early.add(new ByteArrayBuffer(bytes));
    } else {
      relay.say(number, message);
    }
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
