package dev.dormouse.broker;

import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Story;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When to dial again what didn't answer: at once while an sshd may just be getting up, then ever
 * more slowly, until something new is told of the wake.
 */
final class Redial {
  /** How long refusals are what a start looks like; a cold start has a few hundred ms of them. */
  private static final Duration GETTING_UP = Duration.ofSeconds(2);

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Of the time that it has lasted by then, this part is the next pause. */
  private static final int PART = 10;

  /** What there is to tell of it; when, doesn't matter. */
  private record News(Standing standing, List<String> lines, Set<StartupPhase> phases) {}

  private @Nullable News last;
  private long since;

  /** How long to wait before the next one. */
  Duration pause(Story story, long nanoTime) {
    var news = new News(story.standing(), story.lines(), story.startup().keySet());
    if (!news.equals(last)) {
      last = news;
      since = nanoTime;
    }
    return pause(Duration.ofNanos(nanoTime - since));
  }

  static Duration pause(Duration lasting) {
    var grown = lasting.minus(GETTING_UP).dividedBy(PART);
    return grown.compareTo(SHORTEST) < 0
        ? SHORTEST
        : grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
  }
}
