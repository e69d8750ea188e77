package dev.dormouse.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.util.Readable;

/** Hands what a socket reads to MINA, and nothing of it to Vert.x. */
final class SshBytes extends ChannelInboundHandlerAdapter {
  private final VertxIo io;
  private final IoHandler handler;

  SshBytes(VertxIo io, IoHandler handler) {
    this.io = io;
    this.handler = handler;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    try {
      if (!io.isClosing()) {
        handler.messageReceived(io, new Bytes(bytes));
      }
    } catch (Throwable failed) {
      tell(context, failed);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    io.writabilityChanged();
  }

  /** Vert.x's own: it would close those who are in when a door takes nobody any more. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {}

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    io.closed();
    context.fireChannelInactive();
  }

  /** A socket that broke is a peer that left; all else is MINA's to judge. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      var _ = context.close();
    } else {
      tell(context, cause);
    }
  }

  private void tell(ChannelHandlerContext context, Throwable failed) {
    try {
      handler.exceptionCaught(io, failed);
    } catch (Exception _) {
      var _ = context.close();
    }
  }

  private record Bytes(ByteBuf bytes) implements Readable {
    @Override
    public int available() {
      return bytes.readableBytes();
    }

    @Override
    public void getRawBytes(byte[] data, int offset, int length) {
      bytes.readBytes(data, offset, length);
    }
  }
}
