package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of one look at a session: what to write down, what to do, when to look again if
 * nothing happens before.
 *
 * @param note as the status shall be; what is the same already isn't written
 * @param nextLook {@link #ON_CHANGE} when nothing but a change matters
 */
public record Plan(Note note, List<Deed> deeds, Duration nextLook) {
  public static final Duration ON_CHANGE = Policy.UNBOUNDED;

  /** A pod that is being ended is looked for again, should its end not have been heard. */
  private static final Duration WHILE_ENDING = Duration.ofMinutes(1);

  /**
   * The fields of the status that are the reaper's.
   *
   * @param phase as it is told, or where only the reaper knows it: falling asleep, asleep
   * @param sleepsAt {@link Verdict#FOREVER} for none
   */
  public record Note(
      Phase phase, Instant sleepsAt, String why, Use use, Cost cost, List<String> notes) {
    public Note {
      notes = List.copyOf(notes);
    }
  }

  public Plan {
    deeds = List.copyOf(deeds);
  }

  /** Decides about a session that is wanted awake. */
  interface Judge {
    Verdict decide(Seen seen, Policy policy, Instant now);
  }

  /** Makes one, whatever there is to be seen. */
  public static Plan of(Seen look, Policy policy, Instant now) {
    return of(look, policy, now, Mind::decide);
  }

  static Plan of(Seen look, Policy policy, Instant now, Judge judge) {
    Seen seen = look.with(Use.after(look, policy, now));
    Cost cost = Cost.after(look.cost(), look.use().up(), seen.use().up(), now);
    if (seen.leaving()) {
      List<Deed> deeds = seen.marked() ? List.of(new Deed.DeleteHome()) : List.of();
      return new Plan(asTold(seen, cost), deeds, ON_CHANGE);
    }
    List<Deed> deeds = new ArrayList<>();
    seen.attachments().stream()
        .filter(Attached::gone)
        .map(one -> new Deed.EndAttachment(one.broker()))
        .forEach(deeds::add);
    return seen.wanted() == Wanted.ASLEEP
        ? asleep(seen, policy, cost, now, deeds)
        : awake(seen, policy, cost, now, deeds, judge);
  }

  private static Note asTold(Seen seen, Cost cost) {
    return new Note(seen.told().phase(), Verdict.FOREVER, seen.why(), seen.use(), cost, List.of());
  }

  private static Plan asleep(Seen seen, Policy policy, Cost cost, Instant now, List<Deed> deeds) {
    seen.pods().stream().filter(pod -> !pod.isLeaving()).map(Deed.EndPod::new).forEach(deeds::add);
    boolean gone = seen.pods().isEmpty();
    boolean known =
        seen.told().phase() == Phase.ASLEEP || seen.told().phase() == Phase.FALLING_ASLEEP;
    String why = known ? seen.why() : seen.run().isEmpty() ? "" : SessionStatus.STOPPED;
    Note note =
        new Note(
            gone ? Phase.ASLEEP : Phase.FALLING_ASLEEP,
            Verdict.FOREVER,
            why,
            seen.use(),
            cost,
            Notes.of(seen, policy));
    if (!gone) {
      return new Plan(note, deeds, WHILE_ENDING);
    }
    Instant end = forgottenAt(seen, policy, cost);
    if (!end.isAfter(now)) {
      deeds.add(
          new Deed.Forget(
              seen.isEphemeral(policy) ? Cause.EPHEMERAL : Cause.FORGOTTEN,
              policy.ownHome() && (seen.isEphemeral(policy) || policy.forgetsHome())));
    } else if (seen.marked()) {
      deeds.add(new Deed.Unmark());
    }
    return new Plan(note, deeds, until(end, now));
  }

  /**
   * When a session that sleeps is deleted: never, unless its template says so. An ephemeral one's
   * pod may have been ended from outside: its people have the grace to come back.
   */
  private static Instant forgottenAt(Seen seen, Policy policy, Cost cost) {
    if (seen.isEphemeral(policy)) {
      return seen.connections() > 0 ? Verdict.FOREVER : seen.use().lastUsed().plus(policy.grace());
    }
    if (policy.forgetAfter().equals(Policy.UNBOUNDED)) {
      return Verdict.FOREVER;
    }
    Instant asleepSince =
        cost.countedTo().isAfter(seen.use().lastUsed()) ? cost.countedTo() : seen.use().lastUsed();
    return asleepSince.plus(policy.forgetAfter());
  }

  private static Plan awake(
      Seen seen, Policy policy, Cost cost, Instant now, List<Deed> deeds, Judge judge) {
    seen.pods().stream()
        .filter(pod -> !pod.run().equals(seen.run()) && !pod.isLeaving())
        .map(Deed.EndPod::new)
        .forEach(deeds::add);
    if (seen.marked()) {
      deeds.add(new Deed.Unmark());
    }
    Verdict verdict = judge.decide(seen, policy, now);
    boolean up = seen.use().up();
    Instant end =
        switch (verdict) {
          case Verdict.Keep(var until, _) -> until;
          case Verdict.Warn(var at, _) -> at;
          case Verdict.Sleep(var cause, var why) -> ended(seen, cause, why, now, deeds);
          case Verdict.Expire(var cause, var why) -> ended(seen, cause, why, now, deeds);
          case Verdict.Fail(var why) -> {
            deeds.add(new Deed.DeclareFailed(why));
            yield now.plus(WHILE_ENDING);
          }
        };
    boolean starts =
        seen.current() instanceof PodSeen.Coming || seen.current() instanceof PodSeen.Missing;
    Note note =
        new Note(
            seen.told().phase(),
            starts ? Verdict.FOREVER : end,
            verdict.why(),
            seen.use(),
            cost,
            Notes.of(seen, policy));
    Duration look = until(end, now);
    boolean watchesCpu =
        up
            && policy.cpuBelow() > 0
            && !(seen.cpu() instanceof Cpu.NotMeasured)
            && !end.equals(Verdict.FOREVER);
    return new Plan(note, deeds, watchesCpu ? Policy.shorter(look, policy.step()) : look);
  }

  private static Instant ended(Seen seen, Cause cause, String why, Instant now, List<Deed> deeds) {
    boolean noPod = seen.current() instanceof PodSeen.Missing;
    deeds.add(new Deed.PutToSleep(cause, why, noPod));
    return now.plus(WHILE_ENDING);
  }

  private static Duration until(Instant end, Instant now) {
    return end.equals(Verdict.FOREVER) ? ON_CHANGE : Duration.between(now, end);
  }
}
