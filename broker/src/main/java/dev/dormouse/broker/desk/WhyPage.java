package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.broker.login.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why a session is as it is: each fact on a line, and none that isn't known. */
final class WhyPage {
  private WhyPage() {}

  static String of(Belongings has, Owned session, Instant now) {
    Particulars more = session.more();
    List<Table.Row> facts = new ArrayList<>();
    if (!more.why().isEmpty()) {
      facts.add(fact("why", more.why()));
    }
    if (!session.message().isEmpty()) {
      facts.add(fact(session.state() == State.FAILED ? "failure" : "last", session.message()));
    }
    if (more.sleepsAt() != null) {
      facts.add(fact("sleeps", sleeps(more.sleepsAt(), now)));
    }
    facts.add(fact("connected", more.open() == 0 ? "nobody" : StateWords.connections(more.open())));
    if (more.idleSince() != null && session.state() == State.AWAKE) {
      facts.add(fact("idle", Times.since(more.idleSince(), now)));
    }
    Instant kept = StateWords.kept(more, now);
    if (kept != null) {
      facts.add(fact("kept", "until " + Times.moment(kept, now)));
    }
    facts.add(fact("made from", more.made()));
    if (!Cost.of(session, now).isNothing()) {
      facts.add(fact("cost", Cost.of(session, now).words()));
    }
    more.notes().forEach(note -> facts.add(fact("note", note)));
    return "%s is %s\n\n%s\n%s\n"
        .formatted(session.name(), since(session, now), Table.of(facts), next(has, session));
  }

  private static String since(Owned session, Instant now) {
    Instant since = session.more().since();
    return since == null || session.state() == State.LEAVING || session.state() == State.WAKING
        ? session.state().toString()
        : session.state() + " " + Times.since(since, now);
  }

  private static String sleeps(Instant at, Instant now) {
    return at.isAfter(now)
        ? "at %s, in %s".formatted(Times.moment(at, now), Times.words(rounded(now, at)))
        : "due since " + Times.moment(at, now);
  }

  /** Nobody wants the seconds of an hour. */
  private static Duration rounded(Instant now, Instant at) {
    Duration left = Duration.between(now, at);
    return left.toMinutes() == 0
        ? Duration.ofSeconds(Math.max(1, left.toSeconds()))
        : Duration.ofMinutes(left.toMinutes());
  }

  private static String next(Belongings has, Owned session) {
    String name = session.name();
    return switch (session.state()) {
      case AWAKE -> "keep it awake: ssh %s@host keep %s 4h".formatted(has.user(), name);
      case WAKING -> "wait for it: ssh %s@host".formatted(has.login(name));
      case ASLEEP, FALLING_ASLEEP -> "wake it: ssh %s@host".formatted(has.login(name));
      case FAILED -> "try again: ssh %s@host".formatted(has.login(name));
      case LEAVING -> "what else you have: ssh %s@host".formatted(has.user());
    };
  }

  private static Table.Row fact(String name, String text) {
    return new Table.Row("", name, text);
  }
}
