package dev.dormouse.broker.cluster;

import static dev.dormouse.broker.cluster.WakeIT.failed;
import static dev.dormouse.broker.cluster.WakeIT.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The API server goes away, and what was known before still serves. */
final class OutageIT {

  @Test
  @Tag("D11")
  void runningSessionsAreReachedAndSleepingOnesAreToldWithinSeconds() throws Exception {
    assumeFalse(Field.REAL, "others use that cluster");
    try (var field = Field.lay()) {
      var a = field.broker("a");
      var awake = field.order("alice", "tiny", "tiny");
      var wake = a.wakes().join(awake);
      reachable(wake);
      wake.reached(StartupPhase.LISTENING);
      Field.await("it runs", () -> a.wakes().join(awake).kind() == Kind.RUNNING);
      field.switchOff();

      long began = System.nanoTime();
      var why = failed(a.wakes().join(field.order("carl", "tiny", "tiny")));
      assertThat(why.code()).isEqualTo(Code.OUTAGE);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));

      var again = a.wakes().join(awake);
      assertThat(again.kind()).isEqualTo(Kind.RUNNING);
      var at = (Standing.Reachable) again.story().standing();
      began = System.nanoTime();
      assertThat(a.cluster().attach(awake.session(), at.run()))
          .isInstanceOf(Attachment.Unreachable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

      assertThat(a.cluster().missing()).isEmpty();
      Field.await("it is said to be stale", () -> !a.cluster().stale().isEmpty());
      began = System.nanoTime();
      assertThat(failed(a.wakes().join(field.order("dave", "tiny", "tiny"))).code())
          .isEqualTo(Code.OUTAGE);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
