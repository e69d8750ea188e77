package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session, its pod and its brokers as the reaper would find them, with a clock of its own: what
 * the plan says is written and done at once, as the hands do it.
 */
final class World {
  /** A template as most are: thirty minutes, cpu counts, an open connection counts. */
  static final Policy USUAL = policy(Lifecycle.Kind.PERSISTENT, Duration.ofMinutes(30), true);

  static Policy policy(Lifecycle.Kind kind, Duration rest, boolean openCounts) {
    return new Policy(
        kind,
        rest,
        Duration.ofMinutes(1),
        Policy.UNBOUNDED,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        Duration.ofHours(24),
        Policy.UNBOUNDED,
        false,
        true,
        100,
        openCounts);
  }

  static Policy with(Policy one, Duration maxRun, Duration forgetAfter, boolean forgetsHome) {
    return new Policy(
        one.kind(),
        one.rest(),
        one.grace(),
        maxRun,
        one.startWithin(),
        one.failedAfter(),
        one.keepAtMost(),
        forgetAfter,
        forgetsHome,
        one.ownHome(),
        one.cpuBelow(),
        one.openCounts());
  }

  Policy policy;
  static final Instant BEGINNING = Instant.parse("2026-11-21T09:00:00Z");

  Instant now = BEGINNING;
  Instant nextLook = now;
  Wanted wanted = Wanted.ASLEEP;
  String run = "";
  Seen.Told told = new Seen.Told(Phase.ASLEEP, "", "");
  String why = "";
  Instant keepUntil = Use.NEVER;
  Instant sleepsAt = Verdict.FOREVER;
  boolean suspended;
  boolean marked;
  boolean forgotten;
  boolean homeForgotten;
  Cpu cpu = new Cpu.Measured(0);
  Use use = Use.NONE;
  Cost cost = Cost.NONE;
  PodSeen.State pod = PodSeen.MISSING;
  final Map<String, Attached> attachments = new TreeMap<>();
  final List<String> fellAsleep = new ArrayList<>();
  Cause cause = Cause.FAILED;
  int looks;
  int writes;
  private int runs;

  private final Plan.Judge judge;

  World(Policy policy) {
    this(policy, Mind::decide);
  }

  /** With another mind, which had better be found out. */
  World(Policy policy, Plan.Judge judge) {
    this.policy = policy;
    this.judge = judge;
  }

  /** A login's wake, up to the pod that runs. */
  World wake() {
    if (wanted == Wanted.ASLEEP) {
      wanted = Wanted.AWAKE;
      run = "r" + ++runs;
      told = new Seen.Told(Phase.WAKING, run, "");
      pod = new PodSeen.Coming();
      look();
      told = new Seen.Told(Phase.AWAKE, run, "");
      pod = new PodSeen.Running();
      look();
    }
    return this;
  }

  World connect(String broker) {
    wake();
    Attached before = attachments.get(broker);
    set(broker, before == null ? 1 : before.open() + 1);
    return this;
  }

  World leave(String broker) {
    Attached before = attachments.get(broker);
    if (before != null && before.open() > 0) {
      set(broker, before.open() - 1);
    }
    return this;
  }

  private void set(String broker, int open) {
    Attached before = attachments.get(broker);
    attachments.put(
        broker,
        new Attached(broker, open, now, before == null ? Use.NEVER : before.lastActive(), false));
    look();
  }

  /** A broker says that as much has moved as counts. */
  World types(String broker) {
    Attached before = attachments.get(broker);
    if (before != null) {
      attachments.put(broker, new Attached(broker, before.open(), before.since(), now, false));
      look();
    }
    return this;
  }

  /** Lets time pass; the reaper looks when it wanted to. */
  World pass(Duration time) {
    Instant end = now.plus(time);
    while (!nextLook.isAfter(end)) {
      if (nextLook.isAfter(now)) {
        now = nextLook;
      }
      look();
    }
    now = end;
    return this;
  }

  World hours(double hours) {
    return pass(Duration.ofSeconds(Math.round(hours * 3600)));
  }

  World minutes(double minutes) {
    return pass(Duration.ofSeconds(Math.round(minutes * 60)));
  }

  Seen seen() {
    List<PodSeen> pods =
        pod instanceof PodSeen.Missing
            ? List.of()
            : List.of(new PodSeen("small-" + run, "uid-" + run, run, pod));
    return new Seen(
        wanted,
        run,
        told,
        why,
        keepUntil,
        suspended,
        List.copyOf(attachments.values()),
        pods,
        cpu,
        use,
        cost,
        false,
        marked);
  }

  /** As the hands do it. */
  World look() {
    if (forgotten) {
      nextLook = Instant.MAX;
      return this;
    }
    looks++;
    Plan plan = Plan.of(seen(), policy, now, judge);
    boolean noted =
        !plan.note().use().equals(use)
            || !plan.note().cost().equals(cost)
            || !plan.note().why().equals(why)
            || !plan.note().sleepsAt().equals(sleepsAt)
            || plan.note().phase() != told.phase();
    writes += noted ? 1 : 0;
    use = plan.note().use();
    cost = plan.note().cost();
    why = plan.note().why();
    sleepsAt = plan.note().sleepsAt();
    if (plan.note().phase() != told.phase()) {
      told = new Seen.Told(plan.note().phase(), run, told.message());
    }
    nextLook = plan.nextLook().equals(Plan.ON_CHANGE) ? Instant.MAX : now.plus(plan.nextLook());
    for (Deed deed : plan.deeds()) {
      act(deed);
    }
    return this;
  }

  private void act(Deed deed) {
    switch (deed) {
      case Deed.PutToSleep(var reason, var because, _) -> {
        cause = reason;
        wanted = Wanted.ASLEEP;
        told = new Seen.Told(Phase.FALLING_ASLEEP, run, "");
        why = because;
        fellAsleep.add(now + " " + because);
        pod = PodSeen.MISSING;
        attachments.replaceAll(
            (broker, one) ->
                one.open() == 0 ? one : new Attached(broker, 0, now, one.lastActive(), false));
        nextLook = now;
      }
      case Deed.EndPod _ -> {
        pod = PodSeen.MISSING;
        nextLook = now;
      }
      case Deed.DeclareFailed(var because) -> {
        told = new Seen.Told(Phase.FAILED, run, because);
        pod = PodSeen.MISSING;
        nextLook = now;
      }
      case Deed.Forget(var reason, var withHome) -> {
        cause = reason;
        forgotten = true;
        homeForgotten = withHome;
        nextLook = Instant.MAX;
      }
      case Deed.Unmark() -> marked = false;
      case Deed.DeleteHome() -> homeForgotten = true;
      case Deed.EndAttachment(var broker) -> {
        attachments.remove(broker);
        nextLook = now;
      }
    }
  }

  boolean asleep() {
    return wanted == Wanted.ASLEEP;
  }
}
