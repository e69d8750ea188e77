package dev.dormouse.broker.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has to be introduced by a proxy, and how many may wait for it at once. */
final class Introductions {
  /** A proxy says it with its first packet: so many at once are no proxy's. */
  static final int MOST = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Introductions.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final List<Network> proxies;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE);

  Introductions(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  boolean due(SocketAddress from) {
    return from instanceof InetSocketAddress inet
        && proxies.stream().anyMatch(one -> one.has(inet.getAddress()));
  }

  /** A place to wait, if there is one. */
  boolean enter() {
    if (waiting.incrementAndGet() > MOST) {
      leave();
      return false;
    }
    return true;
  }

  void leave() {
    waiting.decrementAndGet();
  }

  /** Told once a second at most, whatever comes. */
  void failed(SocketAddress from, String why) {
    long now = System.nanoTime();
    long before = told.get();
    if (now - before >= PAUSE && told.compareAndSet(before, now)) {
      LOG.atWarn()
          .addKeyValue("from", from)
          .addKeyValue("why", why)
          .log("a proxy didn't say whom it brings");
    }
  }
}
