package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.broker.login.State;
import java.time.Duration;
import java.time.Instant;

/** For how long a session has run, and slept instead, up to now. */
record Cost(Duration used, Duration saved) {

  /** What was counted, and the time since then, which goes on as it was. */
  static Cost of(Owned session, Instant now) {
    Particulars more = session.more();
    Duration used = Duration.ofSeconds(more.used());
    Duration saved = Duration.ofSeconds(more.saved());
    if (more.countedTo() == null || more.countedTo().isAfter(now)) {
      return new Cost(used, saved);
    }
    Duration since = Duration.between(more.countedTo(), now);
    return session.state() == State.ASLEEP
        ? new Cost(used, saved.plus(since))
        : new Cost(used.plus(since), saved);
  }

  boolean isNothing() {
    return used.isZero() && saved.isZero();
  }

  /** {@code ran for 3 hours in all, slept for 2 days instead}. */
  String words() {
    return saved.isZero()
        ? "ran for %s in all".formatted(Times.words(used))
        : "ran for %s in all, slept for %s instead"
            .formatted(Times.words(used), Times.words(saved));
  }
}
