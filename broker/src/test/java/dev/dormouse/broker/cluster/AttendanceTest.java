package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Overrides;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a session is told of its connections, and when nobody is asked. */
final class AttendanceTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final SessionId SMALL = new SessionId("u-alice", "small");

  /** An API server that does as it is told, and a snapshot of it. */
  private static final class Desk implements Attendance.Desk {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Seen seen = sleeping(Instant.MAX);
    volatile boolean away;
    volatile Wanted wanted = Wanted.AWAKE;
    volatile Instant now = NOON;

    static Seen sleeping(Instant at) {
      return new Seen(Seen.UNKNOWN, true, 1000, Duration.ofMinutes(30), at);
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public Outcome<Session> write(
        SessionId session, int open, Instant since, boolean arrival, Duration patience) {
      calls.add("open " + open);
      var answer = new Session();
      answer.setSpec(
          new SessionSpec(
              "alice", "debian", null, new Overrides(null, List.of()), wanted, "r1", null));
      return new Outcome.Got<>(answer);
    }

    @Override
    public boolean active(SessionId session, Instant at, Duration patience) {
      calls.add("active at " + at);
      return true;
    }

    @Override
    public void warn(SessionId session) {
      calls.add("warned");
    }

    @Override
    public boolean away() {
      return away;
    }

    @Override
    public boolean awake(SessionId session, String run) {
      return wanted == Wanted.AWAKE;
    }

    @Override
    public Seen seen(SessionId session) {
      return seen;
    }
  }

  private final Desk desk = new Desk();
  private final Attendance attendance = new Attendance(SMALL, desk);

  private Attached comes() {
    return switch (attendance.attach("r1")) {
      case Attachment.Made(var handle) -> handle;
      case Attachment.Unreachable(var handle) -> handle;
      case Attachment.FallenAsleep() -> throw new AssertionError("asleep");
    };
  }

  private void awaitCalls(String... expected) throws InterruptedException {
    Field.await(List.of(expected) + " are made", () -> desk.calls.equals(List.of(expected)));
  }

  @Test
  void theFirstAndTheLastAreWrittenAndNobodyElse() throws Exception {
    var first = comes();
    var second = comes();
    first.close();
    second.close();

    awaitCalls("open 1", "open 0");
  }

  @Test
  @Tag("A4")
  void whoComesWhenItIsAboutToSleepAsksAgain() {
    comes();
    desk.seen = Desk.sleeping(NOON.plusSeconds(61));
    comes();
    assertThat(desk.calls).containsExactly("open 1");

    desk.seen = Desk.sleeping(NOON.plusSeconds(59));
    comes();
    assertThat(desk.calls).containsExactly("open 1", "open 3");

    desk.wanted = Wanted.ASLEEP;
    assertThat(attendance.attach("r1")).isInstanceOf(Attachment.FallenAsleep.class);
  }

  @Test
  @Tag("D11")
  void whileTheApiIsAwayTheSnapshotCounts() {
    comes();
    desk.away = true;
    desk.seen = Desk.sleeping(NOON.plusSeconds(59));

    assertThat(attendance.attach("r1")).isInstanceOf(Attachment.Unreachable.class);
    assertThat(desk.calls).containsExactly("open 1");
  }

  @Test
  @Tag("D9")
  void whatSomebodyTookAwayIsWrittenAgain() throws Exception {
    comes();
    attendance.look();
    assertThat(desk.calls).containsExactly("open 1");

    desk.seen = new Seen(0, true, 0, Duration.ofMinutes(30), Instant.MAX);
    attendance.look();

    awaitCalls("open 1", "open 1");
  }

  @Test
  @Tag("D2")
  void allConnectionsTogetherAreTheUse() throws Exception {
    comes().moves(() -> 600);
    var second = comes();
    attendance.look();
    second.moves(() -> 400);
    second.close();
    desk.now = NOON.plusSeconds(2);
    attendance.look();

    awaitCalls("open 1", "active at 2026-11-21T12:00:02Z");
  }

  @Test
  @Tag("D5")
  void eachSleepIsAnnouncedOnce() throws Exception {
    comes();
    desk.seen = Desk.sleeping(NOON.plusSeconds(200));
    attendance.look();
    attendance.look();

    awaitCalls("open 1", "warned");
    attendance.look();
    assertThat(desk.calls).containsExactly("open 1", "warned");
  }
}
