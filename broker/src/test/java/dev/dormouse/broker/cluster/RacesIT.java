package dev.dormouse.broker.cluster;

import static dev.dormouse.broker.cluster.WakeIT.failed;
import static dev.dormouse.broker.cluster.WakeIT.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Wake;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several who want the same session at once, and several who don't. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RacesIT {
  private final Field field = Field.lay();

  @AfterAll
  void close() {
    field.close();
  }

  private Set<Standing.Reachable> together(int times, List<Field.Broker> brokers, Order order)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<Standing.Reachable> reached = new HashSet<>();
      var all =
          threads.invokeAll(
              IntStream.range(0, times)
                  .<Callable<Standing.Reachable>>mapToObj(
                      n -> () -> reachable(brokers.get(n % brokers.size()).wakes().join(order)))
                  .toList());
      for (var one : all) {
        reached.add(one.get());
      }
      return reached;
    }
  }

  @Test
  @Tag("A4")
  void aHundredLoginsOnTwoBrokersMakeOnePodOfANewSession() throws Exception {
    var order = field.order("carol", "tiny", "tiny");

    var reached = together(100, List.of(field.broker("a"), field.broker("b")), order);

    assertThat(reached).hasSize(1);
    assertThat(field.names(order)).hasSize(1);
    Field.await("only the taken host key's Secret is there", () -> secrets(order).size() == 1);
  }

  @Test
  @Tag("A4")
  void aHundredLoginsOnTwoBrokersMakeOnePodOfASleepingSession() throws Exception {
    var a = field.broker("a");
    var order = field.order("dora", "tiny", "tiny");
    var wake = a.wakes().join(order);
    var first = reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    field.sleep(order);

    var reached = together(100, List.of(a, field.broker("b")), order);

    assertThat(reached).hasSize(1);
    assertThat(reached.iterator().next().run()).isNotEqualTo(first.run());
    assertThat(field.names(order)).hasSize(1);
  }

  @Test
  void aStartWhoseBrokerDiedIsFinishedByAnother() throws Exception {
    var a = field.broker("a");
    var order = field.order("emil", "tiny", "tiny");
    var wake = a.wakes().join(order);
    reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    field.sleep(order);
    a.close();
    // What a broker leaves behind that dies between its PATCH and the pod.
    field.patch(order, "{\"spec\":{\"wanted\":\"Awake\",\"run\":\"dead01\"}}");

    var b = field.broker("b");

    Field.await("another broker made its pod", () -> field.pods(order).size() == 1);
    assertThat(field.names(order)).containsExactly("tiny-dead01");
    assertThat(reachable(b.wakes().join(order)).run()).isEqualTo("dead01");
    Field.await("it is awake", () -> field.status(order).phase() == Phase.AWAKE);
  }

  @Test
  void aPatchWakesAsWellAsALogin() throws Exception {
    var a = field.broker("a");
    var order = field.order("fritz", "tiny", "tiny");
    var wake = a.wakes().join(order);
    var first = reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    Field.await("it is awake", () -> field.status(order).phase() == Phase.AWAKE);
    field.sleep(order);
    field.asleep(order);

    field.patch(order, "{\"spec\":{\"wanted\":\"Awake\"}}");

    Field.await("its pod is there", () -> field.pods(order).size() == 1);
    Field.await("it is awake", () -> field.status(order).phase() == Phase.AWAKE);
    assertThat(field.session(order).getSpec().run()).isNotEqualTo(first.run());
  }

  @Test
  void aFailedStartIsToldAndTheNextLoginBeginsAnew() throws Exception {
    var a = field.broker("a");
    var b = field.broker("b");
    field.template("broken", Field.TINY.replace("cluster.test/busybox:1", "registry.invalid/no:9"));
    var order = field.order("gerd", "broken", "broken");
    for (var broker : List.of(a, b)) {
      Field.await(
          "it knows the template",
          () -> broker.cluster().house().templates().containsKey("broken"));
    }

    var first = a.wakes().join(order);
    var second = b.wakes().join(order);
    var why = failed(first);

    assertThat(why.code()).isEqualTo(Code.IMAGE);
    assertThat(why.sentence())
        .isEqualTo("broken can't start: the image registry.invalid/no:9 does not exist");
    assertThat(failed(second).headline()).isEqualTo(why.headline());
    assertThat(field.status(order).phase()).isEqualTo(Phase.FAILED);
    assertThat(field.status(order).message()).isEqualTo(why.headline());
    var run = field.status(order).run();
    Field.await("its pod is gone", () -> field.pods(order).isEmpty());

    assertThat(failed(a.wakes().join(order)).code()).isEqualTo(Code.IMAGE);

    assertThat(field.status(order).run()).isNotEqualTo(run);
  }

  @Test
  @Tag("A10")
  void aRunWaitsUntilThePreviousPodIsGone() throws Exception {
    var a = field.broker("a");
    field.template("slow", Field.TINY.replace("'exit 0'", "''").replace("2s", "8s"));
    Field.await("it knows the template", () -> a.cluster().house().templates().containsKey("slow"));
    var order = field.order("hans", "slow", "slow");
    var wake = a.wakes().join(order);
    var first = reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    Field.await("it is awake", () -> field.status(order).phase() == Phase.AWAKE);
    field.holdBack(order);
    putToSleep(a, order);
    field.client.pods().inNamespace(order.session().namespace()).delete();

    var again = a.wakes().join(order);
    Field.await("the wait is told", () -> again.story().lines().size() > 1);
    assertThat(field.names(order)).isEmpty();
    field.letGo(order);
    var second = reachable(again);

    assertThat(again.story().lines()).contains("waiting for the previous slow to end");
    assertThat(second.run()).isNotEqualTo(first.run());
    assertThat(field.names(order)).hasSize(1);
  }

  @Test
  void aPodOfAnOldRunThatNobodyEndsIsEndedForTheNewOne() throws Exception {
    var a = field.broker("a");
    var order = field.order("ines", "tiny", "tiny");
    var wake = a.wakes().join(order);
    reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    putToSleep(a, order);

    var second = reachable(a.wakes().join(order));

    assertThat(field.names(order)).containsExactly("tiny-" + second.run());
  }

  @Test
  @Tag("A4")
  void whoIsAttachedAfterItWasPutToSleepIsToldSo() throws Exception {
    var a = field.broker("a");
    var order = field.order("jana", "tiny", "tiny");
    var wake = a.wakes().join(order);
    var at = reachable(wake);
    wake.reached(StartupPhase.LISTENING);
    field.patch(order, "{\"spec\":{\"wanted\":\"Asleep\"}}");

    assertThat(a.cluster().attach(order.session(), at.run()))
        .isInstanceOf(Attachment.FallenAsleep.class);

    // What the answer said is known at once: nobody is sent back to the sleeping pod.
    Wake again = a.wakes().join(order);
    assertThat(reachable(again).run()).isNotEqualTo(at.run());
    Field.await("nobody is said to be there", () -> field.attached(order, "a") == 0);
  }

  @Test
  void whatTheReaperTellsOfASleepIsNotOverwritten() throws Exception {
    var a = field.broker("a");
    var order = field.order("jens", "tiny", "tiny");
    var wake = a.wakes().join(order);
    var at = reachable(wake);
    field.patch(order, "{\"spec\":{\"wanted\":\"Asleep\"}}");
    field.statusPatch(
        order,
        "{\"status\":{\"phase\":\"FallingAsleep\",\"run\":\"%s\",\"why\":\"%s\"}}"
            .formatted(at.run(), SessionStatus.STOPPED));

    // The last phases of a start are told when all of them are known, or not.
    wake.reached(StartupPhase.LISTENING);
    wake.reached(StartupPhase.RELAYED);
    Thread.sleep(1000);

    assertThat(field.status(order).phase()).isEqualTo(Phase.FALLING_ASLEEP);
  }

  @Test
  void connectionsAreCountedFromTheFirstToTheLast() throws Exception {
    var a = field.broker("count");
    var order = field.order("karl", "tiny", "tiny");
    var at = reachable(a.wakes().join(order));

    var first = made(a, order, at);
    assertThat(field.attached(order, "count")).isEqualTo(1);
    var version = field.session(order).getMetadata().getResourceVersion();
    Field.await("its start is written down", () -> field.status(order).phase() == Phase.AWAKE);
    var second = made(a, order, at);
    first.close();
    first.close();
    assertThat(field.attached(order, "count")).isEqualTo(1);
    assertThat(version).isNotEmpty();

    second.close();
    Field.await("nobody is there", () -> field.attached(order, "count") == 0);

    made(a, order, at);
    assertThat(field.attached(order, "count")).isEqualTo(1);
    a.close();
    assertThat(field.attached(order, "count")).isZero();
  }

  @Test
  void whatAKilledBrokerLeftIsCorrectedByTheNextOfItsName() throws Exception {
    var a = field.broker("a");
    var order = field.order("lena", "tiny", "tiny");
    reachable(a.wakes().join(order));
    field.statusPatch(order, "{\"status\":{\"attachments\":{\"killed\":{\"open\":3}}}}");

    field.broker("killed");

    Field.await("nobody is there", () -> field.attached(order, "killed") == 0);
  }

  /** A login that joins at the same moment is another test's matter: here the broker knows. */
  private void putToSleep(Field.Broker broker, Order order) throws Exception {
    field.patch(order, "{\"spec\":{\"wanted\":\"Asleep\"}}");
    Field.await(
        "the broker knows that it is asleep",
        () -> broker.cluster().house().sessionsOf(order.owner()).stream().noneMatch(Owned::awake));
  }

  private Attached made(Field.Broker broker, Order order, Standing.Reachable at) {
    return switch (broker.cluster().attach(order.session(), at.run())) {
      case Attachment.Made(var handle) -> handle;
      case Attachment.FallenAsleep _, Attachment.Unreachable _ ->
          throw new AssertionError("not attached");
    };
  }

  private List<? extends HasMetadata> secrets(Order order) {
    return field.client.secrets().inNamespace(order.session().namespace()).list().getItems();
  }
}
