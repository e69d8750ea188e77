package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Idle;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.Instant;

/**
 * What the snapshot says of a session to who counts its connections.
 *
 * @param told how many connections of this broker its status knows of
 * @param first of the brokers with connections there, this one is the first by name
 * @param enough how many bytes a minute count as use; 0: an open connection does by itself
 * @param idleAfter how long nobody may need it
 * @param sleepsAt when it falls asleep; the end of all time when nothing is planned
 */
record Seen(int told, boolean first, long enough, Duration idleAfter, Instant sleepsAt) {
  /** As many as there are: nobody could be told otherwise. */
  static final int UNKNOWN = -1;

  /** It is gone, or what it is made from is: nothing can be told. */
  static final Seen NOTHING = new Seen(UNKNOWN, false, 0, Duration.ZERO, Instant.MAX);

  private static final Duration SOON = Duration.ofMinutes(1);

  static Seen of(SessionStatus status, SessionTemplateSpec template, String broker) {
    var mine = status.attachments().get(broker);
    return new Seen(
        mine == null ? 0 : mine.open(),
        first(status, broker),
        enough(template.idle()),
        Span.parse(template.lifecycle().idleAfter()),
        requireNonNullElse(status.sleepsAt(), Instant.MAX));
  }

  private static boolean first(SessionStatus status, String broker) {
    return status.attachments().entrySet().stream()
        .filter(one -> one.getValue().open() > 0)
        .findFirst()
        .filter(one -> one.getKey().equals(broker))
        .isPresent();
  }

  private static long enough(Idle idle) {
    return idle.bytesPerMinute().isEmpty() ? 0 : Math.max(1, idle.bytesPerMinute().getAsLong());
  }

  /** So soon that whoever comes now must say so before. */
  boolean sleepsSoon(Instant now) {
    return sleepsAt.isBefore(now.plus(SOON));
  }
}
