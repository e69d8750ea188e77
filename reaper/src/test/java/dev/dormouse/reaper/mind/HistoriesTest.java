package dev.dormouse.reaper.mind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dormouse.crds.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Properties over random histories, each from a seed that a failure names. {@code
 * -Dhistories=1000000} looks at more of them.
 */
class HistoriesTest {
  private static final int COUNT = Integer.getInteger("histories", 20_000);

  /** Looks are made a little after the moment they are for; cpu is sampled every step. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  /** What happens between two looks at cpu is known by the second. */
  private static final Duration LOOKS = Duration.ofMinutes(2);

  @Test
  @Tag("D2")
  void neverPutsToSleepWhatSomebodyNeeds() {
    eachHistory(Mind::decide, COUNT);
  }

  @Test
  void theSameLookGetsTheSamePlan() {
    for (int seed = 0; seed < COUNT / 10; seed++) {
      var history = new History(seed, Mind::decide);
      history.steps(20);
      var world = history.world;
      assertThat(Plan.of(world.seen(), world.policy, world.now))
          .isEqualTo(Plan.of(world.seen(), world.policy, world.now));
    }
  }

  /** All that a reaper knows is in the session: looks of a new one in between change nothing. */
  @Test
  @Tag("D9")
  void aRestartAtAnyMomentChangesNothing() {
    for (int seed = 0; seed < COUNT / 10; seed++) {
      var calm = new World(World.USUAL);
      var restarted = new World(World.USUAL);
      var random = new SplittableRandom(seed);
      for (int step = 0; step < 15; step++) {
        Duration time = Duration.ofSeconds(random.nextInt(1, 3600));
        boolean comes = random.nextBoolean();
        for (World one : new World[] {calm, restarted}) {
          if (comes) {
            one.connect("a");
          } else {
            one.leave("a");
          }
        }
        calm.pass(time);
        long half = time.toSeconds() / 2;
        restarted.pass(Duration.ofSeconds(half)).look().pass(time.minusSeconds(half));
        assertThat(restarted.asleep()).as("seed %d step %d", seed, step).isEqualTo(calm.asleep());
        assertThat(restarted.run).isEqualTo(calm.run);
      }
      assertThat(restarted.fellAsleep).as("seed %d", seed).isEqualTo(calm.fellAsleep);
    }
  }

  @Test
  void aMindThatEndsByWhicheverSignalIsFirstIsFoundOut() {
    Plan.Judge either =
        (seen, policy, now) ->
            seen.connections() == 0
                ? Mind.decide(withoutCpu(seen), policy, now)
                : Mind.decide(seen, policy, now);
    foundOut(either);
  }

  @Test
  void aMindThatCountsFromCreationIsFoundOut() {
    foundOut(
        (seen, policy, now) ->
            seen.connections() == 0 && now.isAfter(World.BEGINNING.plus(policy.rest()))
                ? new Verdict.Sleep(Cause.UNUSED, "old enough")
                : Mind.decide(seen, policy, now));
  }

  @Test
  void aMindThatTakesTheUnknownForIdleIsFoundOut() {
    foundOut(
        (seen, policy, now) ->
            Mind.decide(seen.cpu() instanceof Cpu.Unknown ? withoutCpu(seen) : seen, policy, now));
  }

  @Test
  void aMindThatForgetsTheKeepIsFoundOut() {
    foundOut((seen, policy, now) -> Mind.decide(withoutKeep(seen), policy, now));
  }

  @Test
  void aMindThatNeverSleepsIsFoundOut() {
    foundOut(
        (seen, policy, now) ->
            Mind.decide(seen, policy, now) instanceof Verdict.Sleep(_, var why)
                ? new Verdict.Keep(now.plus(Duration.ofHours(1)), why)
                : Mind.decide(seen, policy, now));
  }

  private static void foundOut(Plan.Judge wrong) {
    assertThatThrownBy(() -> eachHistory(wrong, 5_000)).isInstanceOf(AssertionError.class);
  }

  private static void eachHistory(Plan.Judge judge, int count) {
    for (int seed = 0; seed < count; seed++) {
      var history = new History(seed, judge);
      history.steps(12);
      history.everybodyLeaves();
      assertThat(history.world.asleep() || history.world.forgotten)
          .as("history %d sleeps in the end", seed)
          .isTrue();
    }
  }

  private static Seen withoutCpu(Seen seen) {
    return changed(seen, new Cpu.NotMeasured(), seen.keepUntil());
  }

  private static Seen withoutKeep(Seen seen) {
    return changed(seen, seen.cpu(), Use.NEVER);
  }

  private static Seen changed(Seen seen, Cpu cpu, Instant keepUntil) {
    return new Seen(
        seen.wanted(),
        seen.run(),
        seen.told(),
        seen.why(),
        keepUntil,
        seen.suspended(),
        seen.attachments(),
        seen.pods(),
        cpu,
        seen.use(),
        seen.cost(),
        seen.leaving(),
        seen.marked());
  }

  /** One session's random life, and what is true of it, noted beside it. */
  private static final class History {
    final int seed;
    final World world;
    private final SplittableRandom random;
    private int open;
    private Instant lastTouch = Instant.MIN;
    private Instant lastBusy = Instant.MIN;
    private Instant unknownSince = Instant.MAX;

    History(int seed, Plan.Judge judge) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.world =
          new World(
              World.policy(
                  Lifecycle.Kind.PERSISTENT, Duration.ofMinutes(random.nextInt(5, 90)), true),
              judge);
    }

    void steps(int count) {
      for (int step = 0; step < count; step++) {
        step();
        pass(Duration.ofSeconds(random.nextInt(1, 2 * 3600)));
      }
    }

    private void step() {
      switch (random.nextInt(7)) {
        case 0, 1 -> {
          world.connect("broker-" + random.nextInt(2));
          open = connections();
          lastTouch = world.now;
        }
        case 2, 3 -> {
          if (open > 0) {
            world.leave("broker-0").leave("broker-1");
            open = connections();
            lastTouch = world.now;
          }
        }
        case 4 -> cpu(new Cpu.Measured(random.nextBoolean() ? 2000 : 1));
        case 5 -> cpu(new Cpu.Unknown());
        default -> {
          if (!world.asleep()) {
            world.keepUntil = world.now.plus(Duration.ofMinutes(random.nextInt(1, 300)));
            world.look();
          }
        }
      }
    }

    private int connections() {
      return world.attachments.values().stream().mapToInt(Attached::count).sum();
    }

    private void cpu(Cpu now) {
      if (world.cpu instanceof Cpu.Measured(var milli) && milli >= 100) {
        lastBusy = world.now;
      }
      if (now instanceof Cpu.Unknown && unknownSince.equals(Instant.MAX)) {
        unknownSince = world.now;
      } else if (!(now instanceof Cpu.Unknown)) {
        unknownSince = Instant.MAX;
      }
      world.cpu = now;
      if (!world.asleep()) {
        world.look();
      }
    }

    /** In steps, so that it is known when it fell asleep. */
    private void pass(Duration time) {
      Instant end = world.now.plus(time);
      while (world.now.isBefore(end)) {
        int slept = world.fellAsleep.size();
        Instant next = world.nextLook.isBefore(end) ? world.nextLook : end;
        world.pass(
            next.isAfter(world.now) ? Duration.between(world.now, next) : Duration.ofMillis(1));
        if (world.fellAsleep.size() > slept) {
          asleepRightly();
        }
      }
    }

    private void asleepRightly() {
      Instant now = world.now;
      Duration rest = world.policy.rest();
      assertThat(open).as("history %d: somebody is connected", seed).isZero();
      assertThat(lastTouch.plus(rest).isAfter(now)).as("history %d: just left", seed).isFalse();
      assertThat(world.keepUntil.isAfter(now)).as("history %d: kept", seed).isFalse();
      boolean works = world.cpu instanceof Cpu.Measured(var milli) && milli >= 100;
      assertThat(works).as("history %d: at work", seed).isFalse();
      assertThat(!lastBusy.equals(Instant.MIN) && lastBusy.plus(rest).minus(SLACK).isAfter(now))
          .as("history %d: just worked", seed)
          .isFalse();
      assertThat(
              !unknownSince.equals(Instant.MAX)
                  && unknownSince.plus(Mind.UNKNOWN_IS_BUSY).minus(LOOKS).isAfter(now))
          .as("history %d: just became unknown", seed)
          .isFalse();
      lastBusy = Instant.MIN;
    }

    void everybodyLeaves() {
      while (open > 0) {
        world.leave("broker-0").leave("broker-1");
        open = connections();
        lastTouch = world.now;
      }
      cpu(random.nextBoolean() ? new Cpu.Measured(0) : new Cpu.Unknown());
      Duration longest =
          world.policy.rest().plus(Mind.UNKNOWN_IS_BUSY).plus(Duration.ofHours(5)).plus(SLACK);
      pass(longest);
    }
  }
}
