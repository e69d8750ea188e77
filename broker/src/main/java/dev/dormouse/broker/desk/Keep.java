package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.State;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code keep NAME 4h}: whether it may be kept awake for so long, and until when that is. */
final class Keep {
  private Keep() {}

  static Verdict decide(Belongings has, Owned session, Duration span, Instant now) {
    String name = session.name();
    if (has.house().template(session.template()).isEmpty()) {
      return new Verdict.Refuse(
          No.notNow(
              "%s can't be kept: its template %s is gone (%s)"
                  .formatted(name, Grammar.quoted(session.template()), Code.TEMPLATE),
              "ask your administrator to bring it back"));
    }
    Template template = has.house().template(session.template()).orElseThrow();
    Duration most = Span.parse(template.spec().lifecycle().keepAtMost());
    if (span.compareTo(most) > 0) {
      return new Verdict.Refuse(
          No.badInput(
              "%s can be kept for %s at the most".formatted(name, Times.words(most)),
              "like this: ssh %s@host keep %s %s"
                  .formatted(has.user(), name, template.spec().lifecycle().keepAtMost())));
    }
    if (session.state() != State.AWAKE && session.state() != State.WAKING) {
      return new Verdict.Refuse(notAwake(has, session));
    }
    Instant until = now.plus(span).truncatedTo(ChronoUnit.SECONDS);
    Instant before = session.more().keptUntil();
    if (before != null && !before.isBefore(until)) {
      return new Verdict.Already(
          "%s is kept until %s already; to end that: ssh %s@host keep %1$s off"
              .formatted(name, Times.moment(before, now), has.user()));
    }
    return new Verdict.Do(
        new Change.KeepUntil(until),
        "kept",
        "%s is kept awake until %s".formatted(name, Times.moment(until, now)));
  }

  static Verdict decideOff(Owned session, Instant now) {
    Instant until = session.more().keptUntil();
    return until == null || !until.isAfter(now)
        ? new Verdict.Already(session.name() + " isn't kept awake")
        : new Verdict.Do(
            new Change.KeepNoMore(),
            "kept no more",
            session.name() + " is kept no more: it falls asleep when nobody needs it");
  }

  private static No notAwake(Belongings has, Owned session) {
    return No.notNow(
        "%s is %s: only what is awake can be kept so".formatted(session.name(), session.state()),
        "wake it first: ssh %s@host start %s".formatted(has.user(), session.name()));
  }
}
