package dev.dormouse.reaper.mind;

import java.time.Duration;
import java.time.Instant;

/**
 * Seconds of a pod that were used, and those that sleeping has saved.
 *
 * @param countedTo since when neither was counted; {@link Use#NEVER} before the first count
 */
public record Cost(long used, long saved, Instant countedTo) {
  public static final Cost NONE = new Cost(0, 0, Use.NEVER);

  /** Counts what lies behind when a pod came up or went; nothing otherwise. */
  static Cost after(Cost before, boolean wasUp, boolean up, Instant now) {
    if (before.countedTo.equals(Use.NEVER)) {
      return new Cost(0, 0, now);
    }
    if (wasUp == up) {
      return before;
    }
    long seconds = Math.max(0, Duration.between(before.countedTo, now).toSeconds());
    return wasUp
        ? new Cost(before.used + seconds, before.saved, now)
        : new Cost(before.used, before.saved + seconds, now);
  }
}
