package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Decides whether anybody needs a session that is wanted awake. Whoever needs it is a reason to
 * stay, and all reasons have to be gone; what isn't known is a reason for a while.
 */
public final class Mind {
  /** For so long at least a pod whose cpu isn't known counts as busy. */
  static final Duration UNKNOWN_IS_BUSY = Duration.ofMinutes(10);

  /** A broker that looks after a start declares its failure; this long it has for it. */
  static final Duration BROKERS_TURN = Duration.ofMinutes(1);

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Mind() {}

  /**
   * Decides.
   *
   * @param seen with the use up to now
   */
  public static Verdict decide(Seen seen, Policy policy, Instant now) {
    if (seen.suspended()) {
      return ending(seen, policy, Cause.SUSPENDED, "its owner may not log in any more");
    }
    if (seen.isTold(Phase.FAILED)) {
      return failed(seen, policy, now);
    }
    return switch (seen.current()) {
      case PodSeen.Running _ -> running(seen, policy, now);
      // Its container is being started anew: people are thrown out, but it is theirs.
      case PodSeen.Coming _ when seen.isTold(Phase.AWAKE) -> running(seen, policy, now);
      case PodSeen.Over(var why) ->
          ending(seen, policy, Cause.POD_ENDED, "its pod has ended: " + why);
      case PodSeen.Leaving(var taken) ->
          ending(
              seen,
              policy,
              Cause.POD_TAKEN,
              taken.isEmpty() ? "its pod was ended from outside" : taken);
      case PodSeen.Missing _ when seen.isTold(Phase.AWAKE) ->
          ending(seen, policy, Cause.POD_GONE, "its pod has gone");
      case PodSeen.Missing _, PodSeen.Coming _ -> starting(seen, policy, now);
    };
  }

  private static Verdict ending(Seen seen, Policy policy, Cause cause, String why) {
    return seen.isEphemeral(policy)
        ? new Verdict.Expire(cause, why)
        : new Verdict.Sleep(cause, why);
  }

  private static Verdict failed(Seen seen, Policy policy, Instant now) {
    Instant end = seen.use().since().plus(policy.startWithin()).plus(policy.failedAfter());
    String why = "it failed: " + seen.told().message();
    return end.isAfter(now) ? new Verdict.Keep(end, why) : ending(seen, policy, Cause.FAILED, why);
  }

  private static Verdict starting(Seen seen, Policy policy, Instant now) {
    Instant end = seen.use().since().plus(policy.startWithin()).plus(BROKERS_TURN);
    return end.isAfter(now)
        ? new Verdict.Keep(end, "it is waking")
        : new Verdict.Fail("it didn't start within " + Span.words(policy.startWithin()));
  }

  private static Verdict running(Seen seen, Policy policy, Instant now) {
    Reason stays =
        connected(seen, policy)
            .or(used(seen, policy))
            .or(working(seen, policy))
            .or(kept(seen, policy));
    Reason ends = bounded(seen, policy).or(kept(seen, policy));
    Reason first = ends.until().isBefore(stays.until()) ? ends : stays;
    if (!first.until().isAfter(now)) {
      return ending(seen, policy, first.cause(), first.why());
    }
    boolean near = !first.until().minus(policy.lead()).isAfter(now);
    return near && seen.connections() > 0
        ? new Verdict.Warn(first.until(), first.why())
        : new Verdict.Keep(first.until(), first.why());
  }

  /** Why it stays awake, and up to when. */
  private record Reason(Instant until, Cause cause, String why) {
    static final Reason NONE = new Reason(Instant.MIN, Cause.UNUSED, "");

    Reason or(Reason other) {
      return other.until.isAfter(until) ? other : this;
    }
  }

  private static Reason connected(Seen seen, Policy policy) {
    int open = seen.connections();
    return open > 0 && policy.openCounts()
        ? new Reason(
            Verdict.FOREVER,
            Cause.UNUSED,
            open == 1 ? "1 connection is open" : open + " connections are open")
        : Reason.NONE;
  }

  private static Reason used(Seen seen, Policy policy) {
    Use use = seen.use();
    boolean visited = use.lastUsed().isAfter(use.since());
    Duration rest = seen.isEphemeral(policy) && visited ? policy.grace() : policy.rest();
    String since = CLOCK.format(use.lastUsed());
    return new Reason(
        use.lastUsed().plus(rest),
        seen.connections() > 0 ? Cause.QUIET : Cause.UNUSED,
        seen.connections() > 0
            ? "hardly anything has moved since " + since
            : "nobody has been connected since " + since);
  }

  private static Reason working(Seen seen, Policy policy) {
    if (policy.cpuBelow() == 0) {
      return Reason.NONE;
    }
    Use use = seen.use();
    return switch (seen.cpu()) {
      case Cpu.NotMeasured _ -> Reason.NONE;
      case Cpu.Unknown _ ->
          busy(use, policy)
              .or(
                  new Reason(
                      use.cpuKnown().plus(Use.KNOWN_STEP).plus(UNKNOWN_IS_BUSY),
                      Cause.PROGRAMS_DONE,
                      "whether its programs work isn't known"));
      case Cpu.Measured(var milli) ->
          policy.busy(milli)
              ? new Reason(
                  busy(use, policy).until(), Cause.PROGRAMS_DONE, "its programs are at work")
              : busy(use, policy);
    };
  }

  private static Reason busy(Use use, Policy policy) {
    return use.cpuBusy().equals(Use.NEVER)
        ? Reason.NONE
        : new Reason(
            use.cpuBusy().plus(policy.rest()),
            Cause.PROGRAMS_DONE,
            "its programs were at work until " + CLOCK.format(use.cpuBusy()));
  }

  /** Counted from the last use: who asks for a year gets what the template allows. */
  private static Reason kept(Seen seen, Policy policy) {
    Instant bound = seen.use().lastUsed().plus(policy.keepAtMost());
    Instant until = seen.keepUntil().isAfter(bound) ? bound : seen.keepUntil();
    return seen.keepUntil().equals(Use.NEVER)
        ? Reason.NONE
        : new Reason(until, Cause.KEPT_OVER, "it is kept awake until " + CLOCK.format(until));
  }

  private static Reason bounded(Seen seen, Policy policy) {
    return policy.maxRun().equals(Policy.UNBOUNDED)
        ? new Reason(Instant.MAX, Cause.MAX_RUN, "")
        : new Reason(
            seen.use().since().plus(policy.maxRun()),
            Cause.MAX_RUN,
            "one run lasts at most " + Span.words(policy.maxRun()));
  }
}
