package dev.dormouse.broker.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a session's connections last moved as much as counts as use, and whether that is worth
 * writing down: a value, and a function of the looks so far.
 *
 * @param minute what was moved, all in all, at the looks of the last minute and at one before it
 * @param active when enough had moved in a minute, and something just then
 * @param written what the session's status says of that
 * @param writtenAt when it was made to say so
 */
record Usage(List<Look> minute, Instant active, Instant written, Instant writtenAt) {
  static final Usage NONE = new Usage(List.of(), Instant.MIN, Instant.MIN, Instant.MIN);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Looks that come closer together say nothing more. */
  private static final Duration APART = Duration.ofSeconds(1);

  /** However short the time is after which a session counts as idle. */
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

  private static final int COARSELY = 10;

  /** What had been moved then. */
  record Look(Instant at, long moved) {}

  Usage {
    minute = List.copyOf(minute);
  }

  /**
   * What is known after another look.
   *
   * @param moved bytes that all connections have moved, ever
   * @param enough how many of them in a minute count as use
   */
  Usage seen(Instant now, long moved, long enough) {
    if (!minute.isEmpty() && now.isBefore(minute.getLast().at().plus(APART))) {
      return this;
    }
    List<Look> looks = since(now.minus(MINUTE));
    if (looks.isEmpty()) {
      looks.add(new Look(now, 0));
    }
    long before = looks.getFirst().moved();
    boolean use = moved > looks.getLast().moved() && moved - before >= enough;
    looks.add(new Look(now, moved));
    return new Usage(looks, use ? now : active, written, writtenAt);
  }

  /** The same without what has moved since the last look: that was ours, and nobody's use. */
  Usage without(Instant now, long moved) {
    long ours = minute.isEmpty() ? moved : moved - minute.getLast().moved();
    List<Look> looks = new ArrayList<>();
    minute.forEach(look -> looks.add(new Look(look.at(), look.moved() + ours)));
    looks.add(new Look(now, moved));
    return new Usage(looks, active, written, writtenAt);
  }

  boolean worthWriting(Instant now, Duration idleAfter) {
    Duration tenth = idleAfter.dividedBy(COARSELY);
    Duration pause = tenth.compareTo(LEAST_PAUSE) > 0 ? tenth : LEAST_PAUSE;
    return active.isAfter(written) && !now.isBefore(writtenAt.plus(pause));
  }

  /** The status says this now. */
  Usage wrote(Instant what, Instant now) {
    return new Usage(minute, active, what, now);
  }

  /** The looks from then on, and the last one before it: what was moved since is the difference. */
  private List<Look> since(Instant begin) {
    int first = 0;
    while (first + 1 < minute.size() && !minute.get(first + 1).at().isAfter(begin)) {
      first++;
    }
    return new ArrayList<>(minute.subList(first, minute.size()));
  }
}
