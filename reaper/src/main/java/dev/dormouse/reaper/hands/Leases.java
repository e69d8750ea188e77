package dev.dormouse.reaper.hands;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which brokers have shown lately that they live, as far as this reaper has watched itself. A
 * broker is gone when its lease wasn't renewed for its whole length by this machine's monotonic
 * clock, during which the watch was healthy: the reaper's own lease was heard of all the time.
 */
final class Leases {
  /** How long a lease is that says nothing of it, or that isn't there. */
  static final Duration USUAL = Duration.ofSeconds(40);

  /** The own lease is renewed far more often. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final LongSupplier nanos;
  private final Map<String, Heard> heard = new HashMap<>();
  private long pulse;

  private record Heard(String renewed, long at, Duration length) {}

  Leases(LongSupplier nanos) {
    this.nanos = nanos;
    this.pulse = nanos.getAsLong();
  }

  /** The own lease was heard of. After a silence all count from anew. */
  synchronized void pulse() {
    long now = nanos.getAsLong();
    if (now - pulse > SILENCE.toNanos()) {
      heard.replaceAll((_, one) -> new Heard(one.renewed, now, one.length));
    }
    pulse = now;
  }

  /** A broker's lease is like that now. */
  synchronized void renewed(String broker, String renewed, Duration length) {
    Heard before = heard.get(broker);
    if (before == null || !before.renewed.equals(renewed)) {
      heard.put(broker, new Heard(renewed, nanos.getAsLong(), length));
    }
  }

  /** A broker's lease isn't there any more. */
  void deleted(String broker) {
    renewed(broker, "", USUAL);
  }

  /** Whoever is asked for and has never had a lease counts from now. */
  synchronized boolean gone(String broker) {
    long now = nanos.getAsLong();
    Heard one = heard.computeIfAbsent(broker, _ -> new Heard("", now, USUAL));
    return now - pulse <= SILENCE.toNanos() && now - one.at > one.length.toNanos();
  }
}
