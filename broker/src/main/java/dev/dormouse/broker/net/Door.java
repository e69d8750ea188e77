package dev.dormouse.broker.net;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.sshd.common.io.IoHandler;

/** One address, open on every event loop. */
public final class Door {
  /** Those who are in leave by themselves; nobody waits for this. */
  private static final Duration AS_LONG_AS_THEY_LIKE = Duration.ofDays(10_000);

  private final String host;
  private final int port;
  private final int backlog;
  private final IoHandler guests;
  private final Queue<NetServer> leaves = new ConcurrentLinkedQueue<>();

  Door(String host, int port, int backlog, IoHandler guests) {
    this.host = host;
    // Vert.x: servers with the same negative port share one that the kernel chooses.
    this.port = port == 0 ? -1 - System.identityHashCode(this) % 60_000 : port;
    this.backlog = backlog;
    this.guests = guests;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(host, leaves.element().actualPort());
  }

  /** Takes nobody any more. */
  public void close() {
    leaves.forEach(leaf -> leaf.shutdown(AS_LONG_AS_THEY_LIKE));
  }

  VerticleBase leaf() {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return listen(vertx, context);
      }
    };
  }

  private Future<?> listen(Vertx vertx, Context context) {
    var options = new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(backlog);
    var server = vertx.createNetServer(options).connectHandler(socket -> arrived(socket, context));
    return server.listen(port, host).onSuccess(leaves::add);
  }

  private void arrived(NetSocket socket, Context context) {
    new VertxIo(socket, context, guests).open();
  }
}
