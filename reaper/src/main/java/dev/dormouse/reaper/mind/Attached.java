package dev.dormouse.reaper.mind;

import java.time.Instant;

/**
 * What one broker says of its connections to a session. The times are of its own clock: they are
 * only ever compared with each other.
 *
 * @param gone the broker hasn't shown for so long that it lives that its connections have ended
 */
public record Attached(String broker, int open, Instant since, Instant lastActive, boolean gone) {
  int count() {
    return gone ? 0 : Math.max(0, open);
  }
}
