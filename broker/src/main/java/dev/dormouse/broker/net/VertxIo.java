package dev.dormouse.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Context;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection as MINA wants it, on a Vert.x socket. MINA's handler stands in front of
 * Vert.x's own, which is left with opening and closing.
 */
public final class VertxIo extends AbstractCloseable implements IoSession {
  private static final AtomicLong IDS = new AtomicLong();
  private static final WriteBufferWaterMark WATER_MARKS =
      new WriteBufferWaterMark(256 << 10, 1 << 20);

  /** How long a slow peer may take for what was already written when the connection was closed. */
  private static final Duration LAST_BYTES = Duration.ofSeconds(60);

  /**
   * How long to read on after the last byte was written: closing earlier would reset, and eat it.
   */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final long id = IDS.incrementAndGet();
  private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final Context context;
  private final Channel channel;
  private final IoHandler handler;
  private final SocketAddress remote;
  private final SocketAddress local;
  private volatile Runnable onWritability = () -> {};
  private volatile Runnable onGone = () -> {};
  private boolean flushing;

  VertxIo(NetSocket socket, Context context, IoHandler handler) {
    this(socket, context, handler, channel(socket).remoteAddress());
  }

  /**
   * The same.
   *
   * @param remote who is there, where that isn't who has connected
   */
  VertxIo(NetSocket socket, Context context, IoHandler handler, SocketAddress remote) {
    super("ssh-io");
    this.handler = handler;
    this.context = context;
    this.channel = channel(socket);
    this.remote = remote;
    this.local = channel.localAddress();
    channel.config().setWriteBufferWaterMark(WATER_MARKS);
    SocketOptions.set(channel);
  }

  static Channel channel(NetSocket socket) {
    return ((NetSocketInternal) socket).channelHandlerContext().channel();
  }

  /** Begins: makes the ssh session, and reads. On the event loop. */
  public void open() {
    channel.pipeline().addBefore("handler", "ssh", new SshBytes(this, handler));
    try {
      handler.sessionCreated(this);
      resumeRead();
    } catch (Exception failed) {
      shut();
    }
  }

  /** Runs it on this connection's event loop, after what is already waiting there. */
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  /** Runs it on this connection's event loop, later. */
  public Timer after(Duration delay, Runnable task) {
    return Timer.of(channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Runs it again and again on this connection's event loop. */
  public Timer every(Duration pause, Runnable task) {
    long millis = pause.toMillis();
    return Timer.of(
        channel.eventLoop().scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS));
  }

  Context context() {
    return context;
  }

  /** Is there room for more, below the high water mark? */
  public boolean writable() {
    return channel.isWritable();
  }

  /** What to do when {@link #writable} has changed. */
  public void onWritability(Runnable task) {
    onWritability = task;
  }

  /**
   * What to do when the socket is closed: for MINA it was before, when the last bytes had still to
   * go.
   */
  public void onGone(Runnable task) {
    onGone = task;
  }

  /** There may be room again. */
  public void writabilityChanged() {
    onWritability.run();
  }

  /**
   * Writes; flushed once for all that the current turn of the loop writes.
   *
   * <p>Netty puts what other threads write behind what the loop writes, but packets are numbered:
   * so while one is on its way from another thread, the loop's own queue up behind it.
   */
  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) {
    var written = new Written(id);
    var bytes = Unpooled.wrappedBuffer(buffer.array(), buffer.rpos(), buffer.available());
    if (channel.eventLoop().inEventLoop() && onTheirWay.get() == 0) {
      write(bytes, written);
    } else {
      onTheirWay.incrementAndGet();
      channel
          .eventLoop()
          .execute(
              () -> {
                onTheirWay.decrementAndGet();
                write(bytes, written);
              });
    }
    return written;
  }

  /** The same on the event loop, for who needs no answer; the buffer is free again at once. */
  public void write(Buffer buffer) {
    if (onTheirWay.get() > 0) {
      var copy = buffer.getCompactData();
      writeBuffer(new ByteArrayBuffer(copy));
      return;
    }
    int length = buffer.available();
    var bytes = channel.alloc().directBuffer(length);
    bytes.writeBytes(buffer.array(), buffer.rpos(), length);
    var _ = channel.write(bytes, channel.voidPromise());
    flushSoon();
  }

  private void write(ByteBuf bytes, Written written) {
    channel.write(bytes).addListener(written);
    flushSoon();
  }

  private void flushSoon() {
    if (!flushing) {
      flushing = true;
      channel
          .eventLoop()
          .execute(
              () -> {
                flushing = false;
                channel.flush();
              });
    }
  }

  @Override
  public void suspendRead() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resumeRead() {
    if (!channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void shutdownOutputStream() {
    if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    }
  }

  /** For MINA it is closed at once; the socket takes the time that the last bytes need. */
  @Override
  protected void doCloseImmediately() {
    channel.eventLoop().execute(this::leave);
    super.doCloseImmediately();
  }

  private void leave() {
    if (!channel.isActive()) {
      shut();
      return;
    }
    var hurry = after(LAST_BYTES, this::shut);
    resumeRead();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            (ChannelFutureListener)
                flushed -> {
                  hurry.cancel();
                  shutdownOutputStream();
                  after(DRAIN, this::shut);
                });
  }

  private void shut() {
    var _ = channel.close();
  }

  void closed() {
    try {
      handler.sessionClosed(this);
    } catch (Exception alreadyGone) {
      log.debug("closing", alreadyGone);
    } finally {
      close(true);
      onGone.run();
    }
  }

  @Override
  public long getId() {
    return id;
  }

  @Override
  public SocketAddress getAcceptanceAddress() {
    return local;
  }

  @Override
  public @Nullable Object getAttribute(Object key) {
    return attributes.get(key);
  }

  @Override
  public @Nullable Object setAttribute(Object key, Object value) {
    return attributes.put(key, value);
  }

  @Override
  public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
    return attributes.putIfAbsent(key, value);
  }

  @Override
  public @Nullable Object removeAttribute(Object key) {
    return attributes.remove(key);
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return local;
  }

  @Override
  public IoService getService() {
    throw new UnsupportedOperationException("sessions are counted by who opened them");
  }
}
