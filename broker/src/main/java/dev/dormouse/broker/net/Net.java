package dev.dormouse.broker.net;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.sshd.common.io.IoHandler;

/** Sockets on Vert.x: whoever arrives, and whoever is dialled from beside an arrived one. */
public final class Net {
  private static final int BACKLOG = 1024;

  /**
   * The longest that anybody may ask for, so that no connect waits for the kernel's two minutes.
   */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final NetClient client;
  private final Introductions introductions;

  public Net(Vertx vertx) {
    this(vertx, List.of());
  }

  /**
   * The same.
   *
   * @param proxies where those are who say first whom they bring
   */
  public Net(Vertx vertx, List<Network> proxies) {
    this.vertx = vertx;
    this.introductions = new Introductions(proxies);
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout((int) LONGEST_CONNECT.toMillis()));
  }

  /**
   * Listens on every event loop; what arrives stays on the loop that it was given to.
   *
   * @throws BindException when it can't listen there; says why
   */
  public Door listen(String host, int port, IoHandler guests) throws IOException {
    var door = new Door(host, port, BACKLOG, guests, introductions);
    int loops = Runtime.getRuntime().availableProcessors();
    try {
      vertx
          .deployVerticle(door::leaf, new DeploymentOptions().setInstances(loops))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      var cause = failed.getCause();
      throw Vacancy.refused("ssh", host, port, cause == null ? failed : cause);
    }
    return door;
  }

  /** Connects, on the event loop of {@code beside}; the answer comes on that loop. */
  public void dial(VertxIo beside, InetSocketAddress to, IoHandler pods, Answer answer) {
    dial(beside.context(), to, pods, answer);
  }

  /** Connects, on any event loop, for nobody who is here. */
  public void dial(InetSocketAddress to, IoHandler pods, Answer answer) {
    dial(((VertxInternal) vertx).createEventLoopContext(), to, pods, answer);
  }

  private void dial(Context context, InetSocketAddress to, IoHandler pods, Answer answer) {
    context.runOnContext(
        _ ->
            client
                .connect(to.getPort(), to.getAddress().getHostAddress())
                .onComplete(
                    socket -> answer.connected(new VertxIo(socket, context, pods)),
                    answer::failed));
  }

  /** What became of a dial. */
  public interface Answer {
    /** Nothing was read yet: {@link VertxIo#open} begins. */
    void connected(VertxIo io);

    void failed(Throwable why);
  }
}
