package dev.dormouse.broker.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who haven't proven yet who they are, of whom there are so many at most. Who comes on top is
 * turned away without a word: those who are in must not feel it.
 */
final class Crowd {
  /**
   * In all. A login is such a one for a fifth of a second, so this is thousands of logins a second;
   * and it is few beside the file descriptors that a broker has.
   */
  static final int MOST = 1000;

  /**
   * From one address, of IPv6 from one /64. Generous, since everybody who comes through one load
   * balancer may come from its address; and still a quarter of the whole.
   */
  static final int MOST_OF_A_SOURCE = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
  private static final int NETWORK = 8;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final int mostOfASource;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> sources = new ConcurrentHashMap<>();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - PAUSE);

  Crowd(int most, int mostOfASource) {
    this.most = most;
    this.mostOfASource = mostOfASource;
  }

  /** One of the crowd's places, until it is left. */
  interface Place {
    /** Any number of times; the first one counts. */
    void leave();
  }

  /** A place for who comes from there, or nothing. */
  Optional<Place> enter(SocketAddress from) {
    var source = source(from);
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      return turnedAway();
    }
    if (sources.merge(source, 1, Integer::sum) > mostOfASource) {
      leave(source);
      return turnedAway();
    }
    var left = new AtomicBoolean();
    return Optional.of(
        () -> {
          if (left.compareAndSet(false, true)) {
            leave(source);
          }
        });
  }

  private void leave(String source) {
    all.decrementAndGet();
    sources.computeIfPresent(source, (_, here) -> here == 1 ? null : here - 1);
  }

  /** Told once a second at most, whatever comes. */
  private Optional<Place> turnedAway() {
    turnedAway.incrementAndGet();
    long now = System.nanoTime();
    long before = told.get();
    if (now - before >= PAUSE && told.compareAndSet(before, now)) {
      LOG.atWarn()
          .addKeyValue("turned-away", turnedAway.getAndSet(0))
          .addKeyValue("waiting", all.get())
          .log("too many connections that haven't logged in");
    }
    return Optional.empty();
  }

  private static String source(SocketAddress from) {
    InetAddress address = from instanceof InetSocketAddress inet ? inet.getAddress() : null;
    if (address == null) {
      return "";
    }
    byte[] bytes = address.getAddress();
    return Arrays.toString(bytes.length > Integer.BYTES ? Arrays.copyOf(bytes, NETWORK) : bytes);
  }
}
