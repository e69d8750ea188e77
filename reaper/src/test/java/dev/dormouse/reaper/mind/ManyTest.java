package dev.dormouse.reaper.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A house of ten thousand through a week, held against an oracle of a few lines. */
class ManyTest {
  private static final int SESSIONS = Integer.getInteger("sessions", 10_000);
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void tenThousandSessionsThroughAWeek() {
    long looks = 0;
    long writes = 0;
    for (int seed = 0; seed < SESSIONS; seed++) {
      var random = new SplittableRandom(seed);
      var world = new World(World.USUAL);
      List<String> expected = new ArrayList<>();
      while (world.now.isBefore(World.BEGINNING.plus(WEEK))) {
        world.connect("a").pass(Duration.ofMinutes(random.nextInt(1, 600))).leave("a");
        var asleepAt = world.now.plus(World.USUAL.rest());
        var away = Duration.ofMinutes(random.nextInt(1, 2000));
        if (!world.now.plus(away).isBefore(asleepAt)) {
          expected.add(asleepAt.toString());
        }
        world.pass(away);
      }
      assertThat(world.fellAsleep.stream().map(one -> one.substring(0, one.indexOf(' '))))
          .as("session %d", seed)
          .isEqualTo(expected);
      looks += world.looks;
      writes += world.writes;
    }
    // About eight visits a week each; looks at cpu between last use and sleep are most of it.
    assertThat(looks / SESSIONS).as("looks a session and week").isLessThan(400);
    assertThat(writes / SESSIONS).as("writes a session and week").isLessThan(120);
  }
}
