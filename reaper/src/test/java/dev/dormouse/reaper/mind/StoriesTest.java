package dev.dormouse.reaper.mind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Days as people have them, and whether the session is there when they want it. */
class StoriesTest {
  private static final Policy BY_TRAFFIC =
      World.policy(Lifecycle.Kind.PERSISTENT, Duration.ofMinutes(30), false);
  private static final Policy EPHEMERAL =
      World.policy(Lifecycle.Kind.EPHEMERAL, Duration.ofMinutes(30), true);

  @Test
  void aLunchBreakOfTwentyMinutesDoesNotEndIt() {
    var day = new World(World.USUAL).connect("a").hours(3).leave("a").minutes(20);
    assertThat(day.asleep()).isFalse();
    assertThat(day.sleepsAt).isEqualTo(Instant.parse("2026-11-21T12:30:00Z"));
    day.connect("a").hours(2);
    assertThat(day.asleep()).isFalse();
    assertThat(day.why).isEqualTo("1 connection is open");
  }

  @Test
  @Tag("D1")
  void whoLeavesForTheDayFindsItAsleepAndWakesIt() {
    var day = new World(World.USUAL).connect("a").hours(8).leave("a");
    day.minutes(29.9);
    assertThat(day.asleep()).isFalse();
    day.minutes(0.2);
    assertThat(day.asleep()).isTrue();
    assertThat(day.cause).isEqualTo(Cause.UNUSED);
    assertThat(day.fellAsleep)
        .containsExactly("2026-11-21T17:30:00Z nobody has been connected since 17:00 UTC");
    assertThat(day.told.phase()).isEqualTo(Phase.ASLEEP);
    day.hours(15).connect("a");
    assertThat(day.asleep()).isFalse();
    assertThat(day.run).isEqualTo("r2");
    assertThat(day.cost.used()).isEqualTo(Duration.ofMinutes(8 * 60 + 30).toSeconds());
    assertThat(day.cost.saved()).isEqualTo(Duration.ofHours(15).plusSeconds(6).toSeconds());
  }

  @Test
  void anOvernightTrainingAtFullCpuIsNotInterrupted() {
    var night = new World(World.USUAL).connect("a").minutes(10);
    night.cpu = new Cpu.Measured(3900);
    night.leave("a").hours(9);
    assertThat(night.asleep()).isFalse();
    assertThat(night.why).isEqualTo("its programs are at work");
    night.cpu = new Cpu.Measured(3);
    night.minutes(35);
    assertThat(night.asleep()).isTrue();
    assertThat(night.cause).isEqualTo(Cause.PROGRAMS_DONE);
    assertThat(night.fellAsleep.getFirst()).contains("its programs were at work until 18:1");
  }

  @Test
  void aForgottenTerminalKeepsItAwakeUnlessTheTemplateCountsTraffic() {
    assertThat(new World(World.USUAL).connect("a").hours(60).asleep()).isFalse();
    var counted = new World(BY_TRAFFIC).connect("a").types("a").hours(0.45);
    assertThat(counted.asleep()).isFalse();
    assertThat(counted.why).isEqualTo("hardly anything has moved since 09:00 UTC");
    assertThat(counted.hours(0.1).asleep()).isTrue();
    assertThat(counted.cause).isEqualTo(Cause.QUIET);
  }

  @Test
  void vsCodeLeftOpenAllWeekendFallsAsleepWhereTrafficCounts() {
    var weekend = new World(BY_TRAFFIC).connect("a");
    for (int minute = 0; minute < 8 * 60; minute += 3) {
      weekend.types("a").minutes(3);
    }
    assertThat(weekend.asleep()).isFalse();
    assertThat(weekend.hours(1).asleep()).isTrue();
  }

  @Test
  void anScpEveryFiveMinutesKeepsItAwake() {
    var day = new World(World.USUAL);
    for (int time = 0; time < 100; time++) {
      day.connect("a").minutes(0.1).leave("a").minutes(4.9);
      assertThat(day.asleep()).isFalse();
    }
    assertThat(day.run).isEqualTo("r1");
  }

  @Test
  void aWebServerUsedThroughAForwardIsInUse() {
    var day = new World(BY_TRAFFIC).connect("a");
    for (int minute = 0; minute < 300; minute += 20) {
      day.types("a").minutes(20);
      assertThat(day.asleep()).isFalse();
    }
  }

  @Test
  void keepFourHoursKeepsItForFourHours() {
    var day = new World(World.USUAL).connect("a").minutes(5).leave("a");
    day.keepUntil = day.now.plus(Duration.ofHours(4));
    day.look().hours(3.9);
    assertThat(day.asleep()).isFalse();
    assertThat(day.why).isEqualTo("it is kept awake until 13:05 UTC");
    assertThat(day.hours(0.2).asleep()).isTrue();
    assertThat(day.cause).isEqualTo(Cause.KEPT_OVER);
  }

  @Test
  void whoAsksForAYearGetsWhatTheTemplateAllows() {
    var day = new World(World.USUAL).connect("a").leave("a");
    day.keepUntil = day.now.plus(Duration.ofDays(365));
    assertThat(day.look().hours(23.9).asleep()).isFalse();
    assertThat(day.hours(0.2).asleep()).isTrue();
  }

  @Test
  void aBrokerThatWasKilledHasNobodyConnected() {
    var day = new World(World.USUAL).connect("a").hours(2);
    day.attachments.put("a", new Attached("a", 1, day.now, Use.NEVER, true));
    day.look();
    assertThat(day.attachments).isEmpty();
    day.minutes(29);
    assertThat(day.asleep()).isFalse();
    assertThat(day.minutes(2).asleep()).isTrue();
  }

  @Test
  void aBrokerUpgradeInMidUseChangesNothing() {
    var day = new World(World.USUAL).connect("old").hours(1).leave("old");
    day.minutes(0.5).connect("new").hours(4);
    assertThat(day.asleep()).isFalse();
    assertThat(day.run).isEqualTo("r1");
  }

  @Test
  @Tag("D2")
  void aReaperThatIsAwayForAnHourPutsNobodyToSleepWhoCameMeanwhile() {
    var day = new World(World.USUAL).connect("a").minutes(5).leave("a").minutes(5);
    // Nobody looks for an hour, in which somebody came and went.
    day.now = day.now.plus(Duration.ofMinutes(55));
    day.attachments.put("a", new Attached("a", 0, day.now, Use.NEVER, false));
    day.now = day.now.plus(Duration.ofMinutes(5));
    day.look();
    assertThat(day.asleep()).isFalse();
    assertThat(day.minutes(29).asleep()).isFalse();
    assertThat(day.minutes(2).asleep()).isTrue();
  }

  @Test
  void aClusterWithoutMetricsSaysSoAndSleepsByConnectionsAlone() {
    var day = new World(World.USUAL);
    day.cpu = new Cpu.NotMeasured();
    day.connect("a").hours(1).leave("a").minutes(31);
    assertThat(day.asleep()).isTrue();
    var noted = new World(World.USUAL);
    noted.cpu = new Cpu.NotMeasured();
    noted.connect("a");
    assertThat(Plan.of(noted.seen(), World.USUAL, noted.now).note().notes())
        .containsExactly("this cluster has no metrics.k8s.io: programs at work keep nothing awake");
  }

  @Test
  void missingSamplesCountAsBusyForTenMinutes() {
    var day = new World(World.USUAL).connect("a").minutes(40).leave("a").minutes(25);
    day.cpu = new Cpu.Unknown();
    day.minutes(6);
    assertThat(day.asleep()).isFalse();
    assertThat(day.why).isEqualTo("whether its programs work isn't known");
    assertThat(day.minutes(2).asleep()).isFalse();
    assertThat(day.minutes(7).asleep()).isTrue();
    assertThat(day.cause).isEqualTo(Cause.PROGRAMS_DONE);
  }

  /** An edit of a template counts at the next start, and what was promised to stay stays. */
  @Test
  @Tag("D6")
  void aTemplateThatBecomesEphemeralDeletesNothingThatWasThere() {
    var day = new World(World.USUAL).connect("a").leave("a").hours(1);
    assertThat(day.asleep()).isTrue();

    day.policy = World.policy(Lifecycle.Kind.EPHEMERAL, Duration.ofMinutes(30), true);
    day.look().hours(100);
    assertThat(day.forgotten).isFalse();

    day.connect("a").leave("a").hours(100);
    assertThat(day.asleep()).isTrue();
    assertThat(day.forgotten).isFalse();
  }

  @Test
  @Tag("D6")
  void anEphemeralSessionWhosePodIsEndedFromOutsideIsThereForTheGrace() {
    var day =
        new World(World.policy(Lifecycle.Kind.EPHEMERAL, Duration.ofMinutes(30), true))
            .connect("a");
    day.hours(3);
    day.pod = new PodSeen.Leaving("");
    day.look();
    assertThat(day.asleep()).isTrue();
    assertThat(day.cause).isEqualTo(Cause.POD_TAKEN);
    day.minutes(0.9);
    assertThat(day.forgotten).isFalse();
    assertThat(day.minutes(1).forgotten).isTrue();
  }

  /** While somebody is connected nobody looks at cpu: so it wasn't unknown all that time. */
  @Test
  void cpuThatWasntLookedAtIsUnknownFromTheFirstLookOn() {
    var quick = World.policy(Lifecycle.Kind.PERSISTENT, Duration.ofMinutes(5), true);
    var day = new World(quick).connect("a").hours(3);
    day.cpu = new Cpu.Unknown();
    day.leave("a").minutes(9);
    assertThat(day.asleep()).isFalse();
    assertThat(day.minutes(7).asleep()).isTrue();
  }

  @Test
  @Tag("D3")
  void resumedAfterAMonthItDoesNotFallAsleepAtOnce() {
    var bounded = World.with(World.USUAL, Duration.ofHours(8), Policy.UNBOUNDED, false);
    var month = new World(bounded).connect("a").hours(1).leave("a").hours(24 * 30);
    assertThat(month.asleep()).isTrue();
    month.connect("a").hours(7.9);
    assertThat(month.asleep()).isFalse();
    month.hours(0.2);
    assertThat(month.asleep()).isTrue();
    assertThat(month.cause).isEqualTo(Cause.MAX_RUN);
    assertThat(month.fellAsleep.getLast()).endsWith("one run lasts at most 8 hours");
  }

  @Test
  void whoIsConnectedIsWarnedAheadOfTheEndOfTheRun() {
    var bounded = World.with(World.USUAL, Duration.ofHours(8), Policy.UNBOUNDED, false);
    var day = new World(bounded).connect("a").hours(7.95);
    assertThat(Mind.decide(day.seen(), bounded, day.now))
        .isEqualTo(
            new Verdict.Warn(
                Instant.parse("2026-11-21T17:00:00Z"), "one run lasts at most 8 hours"));
  }

  @Test
  void aSuspendedUsersSessionSleepsAtOnce() {
    var day = new World(World.USUAL).connect("a").minutes(1);
    day.suspended = true;
    assertThat(day.look().asleep()).isTrue();
    assertThat(day.fellAsleep.getFirst()).contains("its owner may not log in any more");
    assertThat(day.cause).isEqualTo(Cause.SUSPENDED);
  }

  @Test
  @Tag("A11")
  void aStartThatNobodyComesForEnds() {
    var day = new World(World.USUAL).wake().minutes(29);
    assertThat(day.asleep()).isFalse();
    assertThat(day.minutes(2).asleep()).isTrue();
  }

  @Test
  void aStartThatNeverEndsIsDeclaredFailedAndThenSleeps() {
    var day = new World(World.USUAL);
    day.wanted = dev.dormouse.crds.Wanted.AWAKE;
    day.run = "r1";
    day.told = new Seen.Told(Phase.WAKING, "r1", "");
    day.pod = new PodSeen.Coming();
    day.look().minutes(10.5);
    assertThat(day.told.phase()).isEqualTo(Phase.WAKING);
    day.minutes(1);
    assertThat(day.told)
        .isEqualTo(new Seen.Told(Phase.FAILED, "r1", "it didn't start within 10 minutes"));
    day.minutes(7);
    assertThat(day.asleep()).isFalse();
    assertThat(day.minutes(2).asleep()).isTrue();
    assertThat(day.cause).isEqualTo(Cause.FAILED);
  }

  @Test
  void aPodThatTheClusterTookIsNotWaitedFor() {
    var day = new World(World.USUAL).connect("a").minutes(5);
    day.pod = new PodSeen.Leaving("the cluster took its place for something more important");
    assertThat(day.look().asleep()).isTrue();
    assertThat(day.why).isEqualTo("the cluster took its place for something more important");
    assertThat(day.cause).isEqualTo(Cause.POD_TAKEN);
  }

  @Test
  void aPodThatEndsOrVanishesSaysWhich() {
    var ended = new World(World.USUAL).connect("a").minutes(5);
    ended.pod = new PodSeen.Over("its programs are done");
    assertThat(ended.look().asleep()).isTrue();
    assertThat(ended.cause).isEqualTo(Cause.POD_ENDED);

    var gone = new World(World.USUAL).connect("a").minutes(5);
    gone.pod = PodSeen.MISSING;
    assertThat(gone.look().asleep()).isTrue();
    assertThat(gone.cause).isEqualTo(Cause.POD_GONE);
  }

  @Test
  void anEphemeralOneGoesWithItsHomeAMinuteAfterTheLastClose() {
    var day = new World(EPHEMERAL).connect("a").hours(2).leave("a").minutes(0.9);
    assertThat(day.asleep()).isFalse();
    day.connect("a").minutes(1).leave("a").minutes(1.1);
    assertThat(day.forgotten).isTrue();
    assertThat(day.cause).isEqualTo(Cause.EPHEMERAL);
    assertThat(day.homeForgotten).isTrue();
  }

  @Test
  void anEphemeralOneThatIsConnectedToIsNeverIdle() {
    var silent = World.policy(Lifecycle.Kind.EPHEMERAL, Duration.ofMinutes(30), true);
    assertThat(new World(silent).connect("a").hours(24 * 7).forgotten).isFalse();
  }

  @Test
  @Tag("D4")
  void aSessionThatSleptLongIsForgottenOnlyWhereTheTemplateSaysSo() {
    assertThat(new World(World.USUAL).connect("a").leave("a").hours(24 * 365 * 5).forgotten)
        .isFalse();
    var week = World.with(World.USUAL, Policy.UNBOUNDED, Duration.ofDays(7), false);
    var kept = new World(week).connect("a").leave("a").hours(24 * 7);
    assertThat(kept.forgotten).isFalse();
    kept.hours(1);
    assertThat(kept.forgotten).isTrue();
    assertThat(kept.cause).isEqualTo(Cause.FORGOTTEN);
    assertThat(kept.homeForgotten).isFalse();
    var whole = World.with(World.USUAL, Policy.UNBOUNDED, Duration.ofDays(7), true);
    assertThat(new World(whole).connect("a").leave("a").hours(24 * 8).homeForgotten).isTrue();
  }

  @Test
  void aStartThatFailedAfterAMonthsSleepIsNoReasonToForget() {
    var month = World.with(World.USUAL, Policy.UNBOUNDED, Duration.ofDays(40), true);
    var day = new World(month).connect("a").leave("a").hours(24 * 39);
    day.wanted = dev.dormouse.crds.Wanted.AWAKE;
    day.run = "r2";
    day.told = new Seen.Told(Phase.FAILED, "r2", "no image");
    day.look().hours(24 * 3);
    assertThat(day.asleep()).isTrue();
    assertThat(day.forgotten).isFalse();
  }

  @Test
  void whoeverThoughtBetterOfItKeepsTheHome() {
    var day = new World(World.USUAL).connect("a");
    day.marked = true;
    assertThat(day.look().marked).isFalse();
  }

  @Test
  void aSleepingSessionIsNeverLookedAt() {
    var year = new World(World.USUAL).connect("a").leave("a").hours(1);
    int looks = year.looks;
    year.hours(24 * 365);
    assertThat(year.looks).isEqualTo(looks);
  }

  @Test
  void anOpenConnectionCostsNoLookAndNoWrite() {
    var day = new World(World.USUAL).connect("a").minutes(1);
    int looks = day.looks;
    int writes = day.writes;
    day.hours(12);
    assertThat(day.looks).isEqualTo(looks);
    assertThat(day.writes).isEqualTo(writes);
  }
}
