package dev.dormouse.reaper.mind;

import java.time.Duration;
import java.time.Instant;

/**
 * What the reaper has learnt of the use of one run, by its own clock alone. It is kept in the
 * session's status, so that a new reaper knows what the last one knew.
 *
 * @param since when the run began
 * @param lastUsed when somebody was last seen to need it
 * @param up whether its pod ran
 * @param attached whether somebody was connected
 * @param heard which of the brokers' words are in lastUsed already
 * @param cpuBusy when its programs were last seen to work; {@link #NEVER}
 * @param cpuKnown when its cpu was last known; {@link #NEVER}
 * @param ephemeral whether its template was an ephemeral one at the start of this run and of each
 *     before: what was promised to stay isn't deleted because a template was edited
 */
public record Use(
    String run,
    Instant since,
    Instant lastUsed,
    boolean up,
    boolean attached,
    String heard,
    Instant cpuBusy,
    Instant cpuKnown,
    boolean ephemeral) {
  public static final Instant NEVER = Instant.EPOCH;

  /** How coarse it is noted that cpu is known: it may have been known for so much longer. */
  static final Duration KNOWN_STEP = Duration.ofMinutes(4);

  /** Of a session that has never run. */
  public static final Use NONE = new Use("", NEVER, NEVER, false, false, "", NEVER, NEVER, false);

  /** What a look adds to it. */
  static Use after(Seen seen, Policy policy, Instant now) {
    Use before = seen.use();
    boolean fresh = !before.run.equals(seen.run());
    boolean up = seen.current() instanceof PodSeen.Running;
    boolean attached = seen.connections() > 0;
    String heard = Integer.toHexString(seen.attachments().hashCode());
    if (fresh) {
      boolean ephemeral = policy.isEphemeral() && (before.run.isEmpty() || before.ephemeral);
      return new Use(seen.run(), now, now, up, attached, heard, NEVER, up ? now : NEVER, ephemeral);
    }
    boolean used = (up && !before.up) || attached != before.attached || !heard.equals(before.heard);
    // Nobody looks at cpu while somebody is connected: that isn't to say that it wasn't known.
    boolean watchBegins = up && (!before.up || (before.attached && !attached));
    Use past = before.notAfter(now);
    return new Use(
        past.run,
        past.since,
        used ? now : past.lastUsed,
        up,
        attached,
        heard,
        past.cpuBusy(seen.cpu(), policy, now),
        watchBegins ? now : past.cpuKnown(seen.cpu(), now),
        past.ephemeral);
  }

  private Instant cpuBusy(Cpu cpu, Policy policy, Instant now) {
    return cpu instanceof Cpu.Measured(var milli)
            && policy.busy(milli)
            && !cpuBusy.plus(policy.step()).isAfter(now)
        ? now
        : cpuBusy;
  }

  private Instant cpuKnown(Cpu cpu, Instant now) {
    return cpu instanceof Cpu.Measured && !cpuKnown.plus(KNOWN_STEP).isAfter(now) ? now : cpuKnown;
  }

  /** A clock that was set back: what it calls the future was just now. */
  private Use notAfter(Instant now) {
    return new Use(
        run,
        earlier(since, now),
        earlier(lastUsed, now),
        up,
        attached,
        heard,
        earlier(cpuBusy, now),
        earlier(cpuKnown, now),
        ephemeral);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isAfter(other) ? other : one;
  }
}
