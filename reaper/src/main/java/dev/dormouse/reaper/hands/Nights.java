package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import dev.dormouse.reaper.mind.Deed;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Since when those that fall asleep should have slept: the time that people were told, or the look
 * that found them wanted asleep. It is only measured by this: a new reaper knows nothing of those
 * that its predecessor saw falling.
 */
final class Nights {
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  /** How late it was, when this look is the first that finds its pod gone. */
  Optional<Duration> look(Session session, Seen seen, Plan plan, Instant now) {
    var uid = session.getMetadata().getUid();
    if (seen.wanted() == Wanted.AWAKE) {
      if (plan.deeds().stream().anyMatch(Deed.PutToSleep.class::isInstance)) {
        due.putIfAbsent(uid, told(session.getStatus(), now));
      } else {
        due.remove(uid);
      }
      return Optional.empty();
    }
    if (!seen.pods().isEmpty()) {
      due.putIfAbsent(uid, now);
      return Optional.empty();
    }
    return Optional.ofNullable(due.remove(uid))
        .map(since -> Duration.between(since, now))
        .filter(lag -> !lag.isNegative());
  }

  private static Instant told(@Nullable SessionStatus status, Instant now) {
    var at = status == null ? null : status.sleepsAt();
    return at == null || at.isAfter(now) ? now : at;
  }

  /** It is nobody's session any more. */
  void forget(String uid) {
    due.remove(uid);
  }
}
