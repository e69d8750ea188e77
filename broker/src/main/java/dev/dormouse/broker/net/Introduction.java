package dev.dormouse.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The first words of a proxy's connection: whom it brings, by HAProxy's PROXY protocol, version 1
 * or 2. All that follows them is the client's own. Who says nothing at all, as a load balancer does
 * that looks whether we live, is let go without a word.
 */
final class Introduction extends ChannelInboundHandlerAdapter {
  /** They come in the first packet. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What some clouds add, version 2 alone: far less than this. */
  private static final int MOST_EXTRAS = 2048;

  private static final String EARS = "proxy-ears";
  private static final String DECODER = "proxy-decoder";
  private static final String SELF = "proxy";

  private final Introductions all;
  private final Consumer<SocketAddress> whose;
  private boolean heard;
  private boolean over;

  private Introduction(Introductions all, Consumer<SocketAddress> whose) {
    this.all = all;
    this.whose = whose;
  }

  /**
   * Waits for it on the channel's event loop.
   *
   * @param whose gets the client's address, or else the proxy's own where it speaks for itself
   */
  static void await(Channel channel, Introductions all, Consumer<SocketAddress> whose) {
    if (!all.enter()) {
      var _ = channel.close();
      return;
    }
    var introduction = new Introduction(all, whose);
    channel
        .pipeline()
        .addBefore("handler", EARS, introduction.new Ears())
        .addBefore("handler", DECODER, new HAProxyMessageDecoder(MOST_EXTRAS))
        .addBefore("handler", SELF, introduction);
    var hurry =
        channel
            .eventLoop()
            .schedule(
                () -> introduction.tooSlow(channel), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> introduction.leave());
    channel.closeFuture().addListener(_ -> hurry.cancel(false));
    channel.config().setAutoRead(true);
  }

  /** Whether anything was said, however little. */
  private final class Ears extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      heard |= message instanceof ByteBuf bytes && bytes.isReadable();
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var said = (HAProxyMessage) message;
    try {
      var client = client(said, context.channel().remoteAddress());
      leave();
      context.pipeline().remove(EARS);
      context.pipeline().remove(this);
      whose.accept(client);
    } finally {
      said.release();
    }
  }

  private static SocketAddress client(HAProxyMessage said, SocketAddress proxy) {
    var family = said.proxiedProtocol().addressFamily();
    boolean named =
        said.command() == HAProxyCommand.PROXY
            && (family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6);
    var address = said.sourceAddress();
    return named && address != null
        ? new InetSocketAddress(InetAddress.ofLiteral(address), said.sourcePort())
        : proxy;
  }

  private void tooSlow(Channel channel) {
    if (!over) {
      if (heard) {
        all.failed(channel.remoteAddress(), "it took too long");
      }
      var _ = channel.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      all.failed(context.channel().remoteAddress(), "that is no PROXY protocol");
    }
    var _ = context.close();
  }

  private void leave() {
    if (!over) {
      over = true;
      all.leave();
    }
  }
}
