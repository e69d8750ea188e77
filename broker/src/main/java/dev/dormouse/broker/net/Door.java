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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.io.IoHandler;

/** One address, open on every event loop. */
public final class Door {
  /** Those who are in leave by themselves; nobody waits for this. */
  private static final Duration AS_LONG_AS_THEY_LIKE = Duration.ofDays(10_000);

  private static final AtomicInteger ANY_PORT = new AtomicInteger();

  private final String host;
  private final int port;
  private final int backlog;
  private final IoHandler guests;
  private final Introductions introductions;
  private final Queue<NetServer> leaves = new ConcurrentLinkedQueue<>();

  Door(String host, int port, int backlog, IoHandler guests, Introductions introductions) {
    this.host = host;
    // Vert.x: servers with the same negative port share one that the kernel chooses.
    this.port = port == 0 ? ANY_PORT.decrementAndGet() : port;
    this.backlog = backlog;
    this.guests = guests;
    this.introductions = introductions;
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
    var channel = VertxIo.channel(socket);
    if (introductions.due(channel.remoteAddress())) {
      Introduction.await(
          channel, introductions, client -> new VertxIo(socket, context, guests, client).open());
    } else {
      new VertxIo(socket, context, guests).open();
    }
  }
}
