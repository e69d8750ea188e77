package dev.dormouse.broker.wake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One session's way from asleep to reachable, as connections await it. It goes on whether anybody
 * waits or not; an interrupt ends the waiting alone.
 */
public final class Wake {
  private static final int MOST_LINES = 50;

  /** A container that ran for so long is awake, whether anybody has dialled it or not. */
  private static final Duration SETTLES = Duration.ofSeconds(5);

  private final Kind kind;
  private final List<String> lines = new ArrayList<>();
  private final Map<StartupPhase, Instant> startup = new EnumMap<>(StartupPhase.class);
  private final Stamp stamp;
  private Standing standing;
  private Story story;
  private boolean over;
  private Aim aim;

  /** Notes a moment: the clock, as far as a wake needs it. */
  interface Stamp {
    Instant now();
  }

  Wake(Kind kind, Aim aim, Standing standing, Stamp stamp) {
    this.kind = kind;
    this.aim = aim;
    this.standing = standing;
    this.stamp = stamp;
    this.story = new Story(lines, standing, startup);
  }

  public Kind kind() {
    return kind;
  }

  /** What can be told by now. */
  public synchronized Story story() {
    return story;
  }

  /** The first story newer than this one, or the same when patience is over. */
  public synchronized Story next(Story seen, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (story.equals(seen)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return seen;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return story;
  }

  /** A connection got that far: only the first one's word counts. */
  public void reached(StartupPhase phase) {
    mark(phase);
  }

  synchronized void mark(StartupPhase phase) {
    if (startup.putIfAbsent(phase, stamp.now()) == null) {
      publish();
    }
  }

  synchronized boolean has(StartupPhase phase) {
    return startup.containsKey(phase);
  }

  /** Says it, unless it was the last thing said. */
  synchronized void tell(String line) {
    if (!line.isEmpty()
        && lines.size() < MOST_LINES
        && (lines.isEmpty() || !lines.getLast().equals(line))) {
      lines.add(line);
      publish();
    }
  }

  synchronized void stands(Standing now) {
    if (!standing.equals(now)) {
      standing = now;
      publish();
    }
  }

  /** Joins a login to it, if there is still something to wait for here. */
  synchronized boolean joinedByLogin() {
    if (over || standing instanceof Standing.Failed || settled()) {
      return false;
    }
    aim = Aim.LOGIN;
    mark(StartupPhase.ADMITTED);
    return true;
  }

  /** Its container has run for a while, and nobody who came first has told otherwise. */
  private boolean settled() {
    Instant started = startup.get(StartupPhase.STARTED);
    return startup.containsKey(StartupPhase.LISTENING)
        || (started != null && stamp.now().isAfter(started.plus(SETTLES)));
  }

  synchronized boolean isUnderway() {
    return !over && !(standing instanceof Standing.Failed);
  }

  synchronized Aim aim() {
    return aim;
  }

  /** Lets it be, unless a login has joined meanwhile. */
  synchronized boolean rests() {
    over = aim == Aim.FINISH;
    return over;
  }

  /** Waits until this phase is reached, or patience is over. */
  synchronized void await(StartupPhase phase, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        left > 0 && !startup.containsKey(phase);
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  synchronized void finish() {
    over = true;
    notifyAll();
  }

  private void publish() {
    story = new Story(lines, standing, startup);
    notifyAll();
  }
}
