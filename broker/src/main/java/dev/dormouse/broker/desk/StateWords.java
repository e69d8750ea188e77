package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.broker.login.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a session is, in the few words that fit into a row, and in one line more under it. */
final class StateWords {
  private StateWords() {}

  /** {@code awake, sleeps at 18:40 UTC}, {@code asleep since yesterday}. */
  static String brief(Owned session, Instant now) {
    Particulars more = session.more();
    return switch (session.state()) {
      case AWAKE -> "awake" + awake(more, now);
      case ASLEEP -> more.since() == null ? "asleep" : "asleep " + Times.since(more.since(), now);
      case WAKING, FALLING_ASLEEP, FAILED, LEAVING -> session.state().toString();
    };
  }

  private static String awake(Particulars more, Instant now) {
    if (more.sleepsAt() != null) {
      return more.sleepsAt().isAfter(now)
          ? ", sleeps at " + Times.moment(more.sleepsAt(), now)
          : ", due to sleep since " + Times.moment(more.sleepsAt(), now);
    }
    Instant kept = kept(more, now);
    if (kept != null) {
      return ", kept until " + Times.moment(kept, now);
    }
    return more.open() == 0 ? "" : ", in use by " + connections(more.open());
  }

  /** What belongs under the row of a session; empty for most. */
  static String under(Belongings has, Owned session, Instant now) {
    Particulars more = session.more();
    if (session.state() == State.FAILED && !session.message().isEmpty()) {
      return session.message();
    }
    if (session.state() != State.AWAKE || more.sleepsAt() == null) {
      return "";
    }
    return more.idleSince() == null
        ? more.why()
        : "idle since %s; keep it: ssh %s@host keep %s 4h"
            .formatted(Times.moment(more.idleSince(), now), has.user(), session.name());
  }

  /** Until when it is kept awake; null when it isn't, or isn't any more. */
  static @Nullable Instant kept(Particulars more, Instant now) {
    Instant until = more.keptUntil();
    return until != null && until.isAfter(now) ? until : null;
  }

  static String connections(int open) {
    return open == 1 ? "1 connection" : open + " connections";
  }
}
