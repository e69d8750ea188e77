package dev.dormouse.broker.wake;

import static dev.dormouse.broker.wake.FakeGround.ORDER;
import static dev.dormouse.broker.wake.FakeGround.leaving;
import static dev.dormouse.broker.wake.FakeGround.pod;
import static dev.dormouse.broker.wake.FakeGround.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.State;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a wake does with what it sees, in a time that passes at once. */
final class WakesTest {
  private final FakeGround ground = new FakeGround();
  private final BlockingQueue<Standing> over = new LinkedBlockingQueue<>();
  private final Wakes wakes = new Wakes(ground, ground, wake -> over.add(wake.story().standing()));

  @AfterEach
  void close() {
    wakes.close();
  }

  private static Standing end(Wake wake) throws InterruptedException {
    Story story = wake.story();
    while (story.standing() instanceof Standing.Underway) {
      Story next = wake.next(story, Duration.ofSeconds(10));
      assertThat(next).as("something happens").isNotEqualTo(story);
      story = next;
    }
    return story.standing();
  }

  private static Refusal failure(Wake wake) throws InterruptedException {
    assertThat(end(wake)).isInstanceOf(Standing.Failed.class);
    return ((Standing.Failed) end(wake)).why();
  }

  private void gets(int seconds, State state, String node, String address, String unplaced) {
    ground.plan(
        Duration.ofSeconds(seconds),
        () -> ground.pod(pod(ground.run(), node, address, state, unplaced)));
  }

  @Test
  void aNewSessionIsMadeGetsItsHostKeyAndItsPod() throws Exception {
    ground.plan(Duration.ofSeconds(2), () -> ground.pod(running(ground.run())));

    var wake = wakes.join(ORDER);

    assertThat(end(wake)).isInstanceOf(Standing.Reachable.class);
    assertThat(ground.calls).containsExactly("create", "mint", "place");
    assertThat(wake.story().lines()).containsExactly("waking small (debian, 2 cpu, 4 GiB)");
    assertThat(wake.story().startup())
        .containsKeys(StartupPhase.ADMITTED, StartupPhase.CLAIMED, StartupPhase.CREATED);
  }

  @Test
  @Tag("A10")
  void eachLineIsToldOnceAndInOrder() throws Exception {
    ground.asleep("old");
    gets(1, new State.Unknown(), "", "", "0/3 nodes are available: 3 Insufficient cpu. x");
    gets(2, new State.Unknown(), "", "", "0/4 nodes are available: 4 Insufficient cpu. x");
    gets(3, new State.Waiting("ContainerCreating", ""), "worker-3", "", "");
    gets(4, new State.Running(), "worker-3", "10.0.0.7", "");

    var wake = wakes.join(ORDER);

    assertThat(end(wake))
        .isEqualTo(
            new Standing.Reachable(
                running(ground.run()).place(), ground.run(), "ssh-ed25519 AAAA"));
    assertThat(wake.story().lines())
        .containsExactly(
            "waking small (debian, 2 cpu, 4 GiB)",
            "no node has room; waiting for room",
            "on node worker-3, preparing");
    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  @Tag("A4")
  void whoeverComesMeanwhileJoinsTheSameWake() {
    ground.asleep("old");
    ground.gate = Optional.of(new CountDownLatch(1));
    Set<Wake> joined = new HashSet<>();
    for (int login = 0; login < 100; login++) {
      joined.add(wakes.join(ORDER));
    }

    assertThat(joined).hasSize(1);
    ground.gate.get().countDown();
  }

  @Test
  void aWakeIsOverOnceHoweverManyJoinedIt() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(2), () -> ground.pod(running(ground.run())));
    var wake = wakes.join(ORDER);
    for (int login = 0; login < 100; login++) {
      var _ = wakes.join(ORDER);
    }
    assertThat(end(wake)).isInstanceOf(Standing.Reachable.class);
    wake.reached(StartupPhase.LISTENING);

    assertThat(over.poll(10, TimeUnit.SECONDS)).isInstanceOf(Standing.Reachable.class);
    var running = wakes.join(ORDER);
    assertThat(running.kind()).isEqualTo(Kind.RUNNING);
    assertThat(over).as("who comes to one that runs wakes nothing").isEmpty();
  }

  @Test
  @Tag("A11")
  void anInterruptEndsTheWaitingAlone() throws Exception {
    ground.asleep("old");
    ground.gate = Optional.of(new CountDownLatch(1));
    ground.plan(Duration.ofSeconds(2), () -> ground.pod(running(ground.run())));
    var wake = wakes.join(ORDER);
    var interrupted = new AtomicBoolean();
    var client =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Story story = wake.story();
                    while (true) {
                      story = wake.next(story, Duration.ofSeconds(10));
                    }
                  } catch (InterruptedException left) {
                    interrupted.set(true);
                  }
                });
    client.interrupt();
    client.join();
    ground.gate.get().countDown();

    assertThat(interrupted).isTrue();
    assertThat(end(wake)).isInstanceOf(Standing.Reachable.class);
    assertThat(wakes.join(ORDER).story().standing()).isEqualTo(end(wake));
  }

  @Test
  void aRunningSessionIsReachedWithoutACall() {
    ground.awake("r1");
    ground.pod(running("r1"));

    var wake = wakes.join(ORDER);

    assertThat(wake.kind()).isEqualTo(Kind.RUNNING);
    assertThat(wake.story().standing()).isInstanceOf(Standing.Reachable.class);
    assertThat(wake.story().lines()).isEmpty();
    assertThat(ground.calls).isEmpty();
  }

  @Test
  void atTheDeadlineItIsToldWhatItWaitsFor() throws Exception {
    ground.asleep("old");
    gets(1, new State.Unknown(), "", "", "0/3 nodes are available: 3 Insufficient cpu. x");

    var why = failure(wakes.join(ORDER));

    assertThat(why.headline())
        .isEqualTo(
            "small was still starting after 60 s: no node has room: 3 Insufficient cpu"
                + " (DM-CAPACITY)");
    assertThat(ground.written).last().isEqualTo(why.headline());
    assertThat(ground.calls).last().isEqualTo("end failed");
  }

  @Test
  void aContainerThatDiesTwiceIsToldWithItsLastWords() throws Exception {
    ground.asleep("old");
    ground.words = "\u001b[31mno such file: /etc/dev.conf\u001b[0m";
    ground.plan(
        Duration.ofSeconds(1),
        () -> {
          var dead = pod(ground.run(), "worker-3", "10.0.0.7", new State.Unknown(), "");
          var end = new State.Ended("Error", "", 3);
          ground.pod(
              new PodSeen(
                  dead.name(),
                  dead.uid(),
                  dead.run(),
                  false,
                  dead.life(),
                  "",
                  "",
                  dead.node(),
                  "",
                  dead.address(),
                  dead.port(),
                  dead.rights(),
                  new Container("session", "debian:13", end, end, 1),
                  List.of(),
                  List.of(),
                  List.of()));
        });

    var wake = wakes.join(ORDER);

    assertThat(failure(wake).headline())
        .isEqualTo(
            "small can't start: it ends right after it starts: exit code 3; its last words: no such"
                + " file: /etc/dev.conf (DM-CRASH)");
    ground.words = "";
    assertThat(wakes.join(ORDER)).as("the next login begins anew").isNotSameAs(wake);
  }

  @Test
  void aFailureThatAnotherBrokerDeclaredIsToldAsItSaidIt() throws Exception {
    ground.awake("r1");
    ground.pod(pod("r1", "worker-3", "", new State.Waiting("ContainerCreating", ""), ""));
    ground.plan(
        Duration.ofSeconds(2),
        () -> ground.told(Phase.FAILED, "r1", "small can't start: no (DM-QUOTA)"));

    var why = failure(wakes.join(ORDER));

    assertThat(why.code()).isEqualTo(Code.QUOTA);
    assertThat(why.sentence()).isEqualTo("small can't start: no");
    assertThat(ground.calls).isEmpty();
  }

  @Test
  void aLoginAfterAFailureBeginsAnotherRun() throws Exception {
    ground.awake("r1");
    ground.told(Phase.FAILED, "r1", "small can't start: no (DM-QUOTA)");
    ground.plan(Duration.ofSeconds(1), () -> ground.pod(running(ground.run())));

    assertThat(end(wakes.join(ORDER))).isInstanceOf(Standing.Reachable.class);

    assertThat(ground.run()).isNotEqualTo("r1");
    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  void aRunThatWasAwakeAndBrokeIsFollowedByAnother() throws Exception {
    ground.awake("r1");
    ground.told(Phase.AWAKE, "r1", "");
    ground.pod(pod("r1", "worker-3", "10.0.0.7", new State.Waiting("CrashLoopBackOff", ""), ""));
    ground.plan(Duration.ofSeconds(5), () -> ground.pods = List.of());
    ground.plan(Duration.ofSeconds(9), () -> ground.pod(running(ground.run())));

    assertThat(((Standing.Reachable) end(wakes.join(ORDER))).run()).isNotEqualTo("r1");

    assertThat(ground.calls).containsExactly("claim", "end small-r1", "place");
  }

  @Test
  void whoLosesTheClaimFollowsTheWinnersRun() throws Exception {
    ground.asleep("old");
    ground.answers.put("claim", new Answer.Overtaken());
    ground.plan(Duration.ofMillis(10), () -> ground.awake("winner"));
    ground.plan(Duration.ofSeconds(1), () -> ground.pod(running("winner")));

    var at = (Standing.Reachable) end(wakes.join(ORDER));

    assertThat(at.run()).isEqualTo("winner");
  }

  @Test
  void thePreviousPodIsEndedAndWaitedFor() throws Exception {
    ground.asleep("old");
    ground.pod(running("old"));
    ground.plan(Duration.ofSeconds(5), () -> ground.pods = List.of());
    ground.plan(Duration.ofSeconds(9), () -> ground.pod(running(ground.run())));

    var wake = wakes.join(ORDER);

    assertThat(end(wake)).isInstanceOf(Standing.Reachable.class);
    assertThat(ground.calls).containsExactly("claim", "end small-old", "place");
    assertThat(wake.story().lines()).contains("waiting for the previous small to end");
  }

  @Test
  void aPodOfThisRunThatIsBeingDeletedIsWaitedForAndMadeAgain() throws Exception {
    ground.awake("r1");
    ground.pod(leaving(running("r1")));
    ground.plan(Duration.ofSeconds(5), () -> ground.pods = List.of());
    ground.plan(Duration.ofSeconds(9), () -> ground.pod(running("r1")));

    var at = (Standing.Reachable) end(wakes.join(ORDER));

    assertThat(at.run()).isEqualTo("r1");
    assertThat(ground.calls).containsExactly("place");
  }

  @Test
  void aPodThatWasTakenIsNotMadeAgainButALoginBeginsAnotherRun() throws Exception {
    ground.awake("r1");
    ground.told(Phase.AWAKE, "r1", "");
    assertThat(Course.unfinished(ground.sight(ORDER))).isFalse();
    assertThat(Course.next(ORDER, ground.sight(ORDER), Aim.FINISH, "")).isEqualTo(new Step.Rest());
    assertThat(Course.next(ORDER, ground.sight(ORDER), Aim.FINISH, "r1"))
        .isEqualTo(new Step.Rest());
    ground.plan(Duration.ofSeconds(1), () -> ground.pod(running(ground.run())));

    var at = (Standing.Reachable) end(wakes.join(ORDER));

    assertThat(at.run()).isNotEqualTo("r1");
    assertThat(ground.calls).containsExactly("gone", "claim", "place");
  }

  @Test
  @Tag("A4")
  void aPodThatTheWatchHasNotToldOfYetIsNotTakenForGone() throws Exception {
    ground.awake("r1");
    ground.told(Phase.AWAKE, "r1", "");
    ground.unseen = Optional.of(running("r1"));

    var at = (Standing.Reachable) end(wakes.join(ORDER));

    assertThat(at.run()).isEqualTo("r1");
    assertThat(ground.calls).containsExactly("gone");
  }

  @Test
  void aPodThatGoesWhileSomebodyWaitsForItIsNotMadeAgainUnderItsName() throws Exception {
    ground.awake("r1");
    ground.told(Phase.AWAKE, "r1", "");
    ground.pod(leaving(running("r1")));
    ground.plan(Duration.ofSeconds(5), () -> ground.pods = List.of());
    ground.plan(Duration.ofSeconds(9), () -> ground.pod(running(ground.run())));

    assertThat(((Standing.Reachable) end(wakes.join(ORDER))).run()).isNotEqualTo("r1");

    assertThat(ground.calls).containsExactly("gone", "claim", "place");
  }

  @Test
  @Tag("A4")
  void aPodWhoseEndIsNeverToldIsAskedFor() throws Exception {
    ground.awake("r1");
    ground.told(Phase.AWAKE, "r1", "");
    ground.pod(leaving(running("r1")));
    ground.late = true;
    ground.plan(Duration.ofSeconds(30), () -> ground.pod(running(ground.run())));

    assertThat(((Standing.Reachable) end(wakes.join(ORDER))).run()).isNotEqualTo("r1");

    assertThat(ground.calls).containsExactly("gone", "gone", "claim", "place");
  }

  @Test
  void aPatchOfASessionThatSleepsWakesIt() {
    ground.awake("r1");
    ground.told(Phase.ASLEEP, "r1", "");

    assertThat(Course.unfinished(ground.sight(ORDER))).isTrue();
    assertThat(Course.next(ORDER, ground.sight(ORDER), Aim.FINISH, ""))
        .isInstanceOf(Step.Claim.class);
  }

  @Test
  @Tag("D6")
  void whoComesAfterItWasTakenIsToldSoFirst() throws Exception {
    ground.asleep("r1");
    ground.why = SessionStatus.TAKEN + " for something more important";
    ground.told(Phase.ASLEEP, "r1", "");
    ground.plan(Duration.ofSeconds(1), () -> ground.pod(running(ground.run())));

    var wake = wakes.join(ORDER);

    assertThat(end(wake)).isInstanceOf(Standing.Reachable.class);
    assertThat(wake.story().lines())
        .startsWith(
            "the cluster took its place for something more important",
            "waking small (debian, 2 cpu, 4 GiB)");
  }

  @Test
  void aRefusedPodIsToldAndDeclared() throws Exception {
    ground.asleep("old");
    ground.answers.put("place", new Answer.Refused(Code.QUOTA, "your quota is used up"));

    var why = failure(wakes.join(ORDER));

    assertThat(why.headline()).isEqualTo("small can't start: your quota is used up (DM-QUOTA)");
    assertThat(ground.written).contains(why.headline());
  }

  @Test
  @Tag("D11")
  void anApiThatIsAwayIsToldAndNothingIsDeclared() throws Exception {
    ground.asleep("old");
    ground.answers.put("claim", new Answer.Away("connection refused"));

    assertThat(failure(wakes.join(ORDER)).code()).isEqualTo(Code.OUTAGE);
    assertThat(ground.written).isEmpty();
  }

  @Test
  void whoPutsItToSleepWhileItWakesIsObeyed() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(3), () -> ground.asleep(ground.run()));

    var wake = wakes.join(ORDER);

    assertThat(failure(wake).sentence()).isEqualTo("somebody put small to sleep while it woke");
    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  void whoPutsItToSleepIsObeyedWhenTheReaperSaysThatItWasAPerson() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(3), () -> ground.putToSleep(SessionStatus.STOPPED));

    assertThat(failure(wakes.join(ORDER)).sentence())
        .isEqualTo("somebody put small to sleep while it woke");
    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  void whatIsRemovedWhileItWakesDoesNotComeBack() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(3), ground::remove);

    assertThat(failure(wakes.join(ORDER)).sentence())
        .isEqualTo("somebody removed small while it woke");
    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  void whatIsRemovedBeforeAnybodyCameDoesNotComeBackEither() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(2), () -> ground.pod(running(ground.run())));
    ground.plan(Duration.ofSeconds(4), ground::remove);
    var wake = wakes.join(ORDER);

    while (!(wake.story().standing() instanceof Standing.Failed)) {
      wake.next(wake.story(), Duration.ofSeconds(1));
    }

    assertThat(ground.calls).containsExactly("claim", "place");
  }

  @Test
  @Tag("D9")
  void whoWaitsOutlivesAReaperThatCouldntKnowOfThem() throws Exception {
    ground.asleep("old");
    ground.plan(Duration.ofSeconds(3), () -> ground.asleep(ground.run()));
    ground.plan(
        Duration.ofSeconds(5),
        () -> ground.putToSleep("nobody has been connected since 12:00 UTC"));
    ground.plan(Duration.ofSeconds(9), () -> ground.pod(running(ground.run())));

    assertThat(end(wakes.join(ORDER))).isInstanceOf(Standing.Reachable.class);
    assertThat(ground.calls).containsExactly("claim", "place", "claim", "place");
  }

  @Test
  void aReaperThatInsistsIsToldWithItsReason() throws Exception {
    ground.asleep("old");
    ground.plan(
        Duration.ofSeconds(3), () -> ground.putToSleep("its owner may not log in any more"));
    ground.plan(
        Duration.ofSeconds(6), () -> ground.putToSleep("its owner may not log in any more"));

    assertThat(failure(wakes.join(ORDER)).sentence())
        .isEqualTo("small went to sleep while it woke: its owner may not log in any more");
    assertThat(ground.calls).containsExactly("claim", "place", "claim", "place");
  }

  @Test
  void aMissingTemplateIsToldBeforeAnythingIsMade() throws Exception {
    ground.recipe = new Recipe.Missing("debian", "its template \"debian\" isn't there");

    assertThat(failure(wakes.join(ORDER)).headline())
        .isEqualTo("small can't start: its template \"debian\" isn't there (DM-TEMPLATE)");
    assertThat(ground.calls).isEmpty();
  }

  @Test
  void aStartThatWasLeftIsFinishedUnderItsName() throws Exception {
    ground.awake("left");
    var unfinished = new Unfinished(ground, wakes);

    unfinished.look(0);
    assertThat(ground.calls).isEmpty();
    ground.plan(Duration.ofSeconds(2), () -> ground.pod(running("left")));
    unfinished.look(Duration.ofSeconds(3).toNanos());

    assertThat(((Standing.Reachable) end(wakes.join(ORDER))).run()).isEqualTo("left");
    assertThat(ground.calls).containsExactly("place");
  }

  @Test
  void aFailedOrSleepingSessionIsNotFinished() {
    ground.awake("r1");
    ground.told(Phase.FAILED, "r1", "no (DM-IMAGE)");
    assertThat(Course.unfinished(ground.sight(ORDER))).isFalse();
    ground.asleep("r1");
    assertThat(Course.unfinished(ground.sight(ORDER))).isFalse();
  }

  @Test
  void atMostFiftyLinesAreTold() throws Exception {
    ground.asleep("old");
    for (int second = 1; second < 58; second++) {
      int node = second;
      ground.plan(
          Duration.ofSeconds(second),
          () ->
              ground.pod(
                  pod(
                      ground.run(),
                      "worker-" + node,
                      "",
                      new State.Waiting("ContainerCreating", ""),
                      "")));
    }

    var wake = wakes.join(ORDER);

    assertThat(failure(wake).code()).isEqualTo(Code.SLOW);
    assertThat(wake.story().lines()).hasSize(50);
  }
}
