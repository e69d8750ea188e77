package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Home;
import dev.dormouse.crds.Idle;
import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import java.time.Duration;

/**
 * What a template says about when its sessions sleep.
 *
 * @param rest how long after its last use a session stays awake
 * @param grace how long after its last connection an ephemeral one stays
 * @param maxRun the longest run; {@link #UNBOUNDED}
 * @param forgetAfter for how long it may sleep until it is deleted; {@link #UNBOUNDED}
 * @param forgetsHome deletes the home with it
 * @param ownHome its home is no other session's
 * @param cpuBelow in thousandths; 0 when cpu doesn't count
 * @param openCounts an open connection counts as use, however silent it is
 */
public record Policy(
    Lifecycle.Kind kind,
    Duration rest,
    Duration grace,
    Duration maxRun,
    Duration startWithin,
    Duration failedAfter,
    Duration keepAtMost,
    Duration forgetAfter,
    boolean forgetsHome,
    boolean ownHome,
    long cpuBelow,
    boolean openCounts) {
  /** Longer than a session lives. */
  public static final Duration UNBOUNDED = Duration.ofDays(100_000);

  private static final Duration LONGEST_LEAD = Duration.ofMinutes(5);
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  /** Of a session whose template can't be read: the usual times, and no home is anybody's. */
  public static final Policy UNKNOWN = of(Lifecycle.STANDARD, Home.Scope.USER, Idle.STANDARD);

  public static Policy of(SessionTemplateSpec template) {
    return of(template.lifecycle(), template.home().scope(), template.idle());
  }

  private static Policy of(Lifecycle life, Home.Scope home, Idle idle) {
    Duration idleAfter = Span.parse(life.idleAfter());
    Duration grace = Span.parse(life.grace());
    boolean ephemeral = life.kind() == Lifecycle.Kind.EPHEMERAL;
    return new Policy(
        life.kind(),
        idleAfter.compareTo(grace) > 0 ? idleAfter : grace,
        grace,
        life.maxRun() == null ? UNBOUNDED : Span.parse(life.maxRun()),
        Span.parse(life.startWithin()),
        Span.parse(life.failedAfter()),
        Span.parse(life.keepAtMost()),
        life.forgetAfter() == null ? UNBOUNDED : Span.parse(life.forgetAfter()),
        life.forgetHome(),
        home == Home.Scope.SESSION,
        idle.milliCpu().orElse(0),
        // What is deleted when it is idle is never idle under somebody's hands.
        ephemeral || idle.bytesPerMinute().isEmpty());
  }

  boolean isEphemeral() {
    return kind == Lifecycle.Kind.EPHEMERAL;
  }

  boolean busy(long milli) {
    return cpuBelow > 0 && milli >= cpuBelow;
  }

  /** How long ahead of its end people are told. */
  Duration lead() {
    return shorter(LONGEST_LEAD, rest.dividedBy(4));
  }

  /** How coarse times are noted: fine enough for the shortest rest, and no write a second. */
  Duration step() {
    return shorter(LONGEST_STEP, rest.dividedBy(10));
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
