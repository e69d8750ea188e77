package dev.dormouse.broker.relay;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.future.DefaultKeyExchangeFuture;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.session.helpers.PendingWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.slf4j.Logger;

/**
 * Keeps packets while keys are exchanged, and sends them on the event loop when that is over.
 * MINA's own has a thread for it, beside which the loop's packets would queue up as well.
 */
public final class LoopKex extends KeyExchangeMessageHandler {
  /** Encrypts and writes, whatever the state of the key exchange. */
  public interface Writer {
    IoWriteFuture write(Buffer packet) throws IOException;
  }

  private final Writer writer;
  private final Runnable flushed;
  private final AtomicInteger kept = new AtomicInteger();

  public LoopKex(AbstractSession session, Logger log, Writer writer, Runnable flushed) {
    super(session, log);
    this.writer = writer;
    this.flushed = flushed;
  }

  /** How many packets wait. */
  public int kept() {
    return kept.get();
  }

  /** A desk's thread may wait; an event loop may not, whatever it is just doing. */
  @Override
  protected boolean isBlockAllowed(int cmd) {
    return Thread.currentThread().isVirtual() && super.isBlockAllowed(cmd);
  }

  @Override
  protected PendingWriteFuture enqueuePendingPacket(int cmd, Buffer buffer) {
    var pending = super.enqueuePendingPacket(cmd, buffer);
    kept.incrementAndGet();
    return pending;
  }

  @Override
  protected void flushQueue(DefaultKeyExchangeFuture flushDone) {
    lock.writeLock().lock();
    try {
      for (var one = pendingPackets.poll(); one != null; one = pendingPackets.poll()) {
        writer.write(one.getBuffer()).addListener(one);
      }
    } catch (IOException | RuntimeException failed) {
      session.exceptionCaught(failed);
    } finally {
      kept.set(0);
      kexFlushed.set(true);
      lock.writeLock().unlock();
    }
    flushDone.setValue(true);
    flushed.run();
  }
}
