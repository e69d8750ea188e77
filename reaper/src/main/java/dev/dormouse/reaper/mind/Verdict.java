package dev.dormouse.reaper.mind;

import java.time.Instant;

/** What shall become of a session that is wanted awake. */
public sealed interface Verdict {
  /** When nothing but a change ends it. */
  Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

  /** In words: it is kept for this, or that is why it ends. */
  String why();

  /**
   * It stays.
   *
   * @param until when it falls asleep if nothing changes; {@link #FOREVER}
   */
  record Keep(Instant until, String why) implements Verdict {}

  /**
   * It stays for a short while yet, and whoever is connected shall know.
   *
   * @param at when it falls asleep
   */
  record Warn(Instant at, String why) implements Verdict {}

  /** Its pod ends, its volumes stay. */
  record Sleep(Cause cause, String why) implements Verdict {}

  /** It ends and is deleted, its own home included. */
  record Expire(Cause cause, String why) implements Verdict {}

  /** It didn't start, and nobody is seen to say so. */
  record Fail(String why) implements Verdict {}
}
