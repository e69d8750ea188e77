package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Story;
import dev.dormouse.broker.wake.Wake;
import dev.dormouse.crds.Phase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From asleep to reachable, against an API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WakeIT {
  private final Field field = Field.lay();

  @AfterAll
  void close() {
    field.close();
  }

  static Standing.Reachable reachable(Wake wake) throws InterruptedException {
    Story story = wake.story();
    while (true) {
      switch (story.standing()) {
        case Standing.Reachable at -> {
          return at;
        }
        case Standing.Failed(var why) ->
            throw new AssertionError(why.headline() + " after " + story.lines());
        case Standing.Underway _ -> {
          Story next = wake.next(story, Duration.ofSeconds(60));
          if (next.equals(story)) {
            throw new AssertionError("nothing for a minute after " + story);
          }
          story = next;
        }
      }
    }
  }

  static Refusal failed(Wake wake) throws InterruptedException {
    Story story = wake.story();
    while (true) {
      if (story.standing() instanceof Standing.Failed(var why)) {
        return why;
      }
      Story next = wake.next(story, Duration.ofSeconds(60));
      if (next.equals(story)) {
        throw new AssertionError("nothing for a minute after " + story);
      }
      story = next;
    }
  }

  @Test
  @Tag("A2")
  void aNewSessionWakesInANamespaceOfItsOwn() throws Exception {
    var broker = field.broker("a");
    var order = field.order("alice", "tiny", "tiny");

    var wake = broker.wakes().join(order);
    var at = reachable(wake);

    assertThat(wake.kind()).isEqualTo(Kind.COLD);
    assertThat(wake.story().lines()).first().isEqualTo("waking tiny");
    assertThat(at.pod().name()).isEqualTo("tiny-" + at.run());
    assertThat(at.hostKey()).startsWith("ssh-ed25519 ").isEqualTo(field.status(order).hostKey());
    assertThat(at.pod().address()).isNotEmpty();

    Field.await("it is said to be awake", () -> field.status(order).phase() == Phase.AWAKE);
    assertThat(field.status(order).run()).isEqualTo(at.run());
    assertThat(field.uid(order)).isEqualTo(at.pod().uid());
    assertThat(field.names(order)).hasSize(1);
    assertThat(broker.wakes().stillThere(order.session(), at.pod())).isTrue();

    wake.reached(StartupPhase.LISTENING);
    wake.reached(StartupPhase.UPSTREAM);
    wake.reached(StartupPhase.RELAYED);
    Field.await("its phases are told", () -> field.startup(order).relayed() != null);
    var startup = field.startup(order);
    assertThat(startup.admitted()).isBeforeOrEqualTo(startup.claimed());
    assertThat(startup.claimed()).isBeforeOrEqualTo(startup.created());
    assertThat(startup.created()).isBeforeOrEqualTo(startup.started());

    assertThat(broker.wakes().join(order).kind()).isEqualTo(Kind.RUNNING);
  }

  @Test
  void aSleepingSessionWakesAgainWithTheSameHostKeyAndAnotherRun() throws Exception {
    var broker = field.broker("a");
    var order = field.order("bob", "tiny", "tiny");
    var wake = broker.wakes().join(order);
    var first = reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    field.sleep(order);

    var second = reachable(broker.wakes().join(order));

    assertThat(second.run()).isNotEqualTo(first.run());
    assertThat(second.hostKey()).isEqualTo(first.hostKey());
    assertThat(field.names(order)).hasSize(1);
  }
}
