package dev.dormouse.broker;

import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.wake.Story;
import dev.dormouse.broker.wake.Wake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells one waiting guest what is new in the story of a wake, each line once. */
final class Progress {
  /** A shorter wait needs no last line: the prompt says it. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private final Guest guest;
  private final InstantSource clock;
  private final Instant began;
  private @Nullable Wake wake;
  private int told;
  private boolean spoke;

  Progress(Guest guest, InstantSource clock) {
    this.guest = guest;
    this.clock = clock;
    this.began = clock.instant();
  }

  void tell(Wake wake, Story story) {
    if (wake != this.wake) {
      this.wake = wake;
      told = 0;
    }
    for (String line : story.lines().subList(told, story.lines().size())) {
      guest.tell("dormouse: " + line);
      spoke = true;
    }
    told = story.lines().size();
  }

  /** Ends the telling, if there was any to speak of. */
  void awake() {
    var waited = Duration.between(began, clock.instant());
    if (spoke && waited.compareTo(WORTH_TELLING) > 0) {
      guest.tell("dormouse: awake after %d s".formatted(waited.toSeconds()));
    }
  }
}
