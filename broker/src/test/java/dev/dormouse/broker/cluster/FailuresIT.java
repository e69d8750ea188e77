package dev.dormouse.broker.cluster;

import static dev.dormouse.broker.cluster.WakeIT.failed;
import static dev.dormouse.broker.cluster.WakeIT.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.crds.Phase;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Starts that don't come to a good end, or not at once, and what is told of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("A10")
final class FailuresIT {
  private final Field field = Field.lay();

  @AfterAll
  void close() {
    field.close();
  }

  private static boolean knowsTheSizeOf(Field.Broker broker, String template) {
    return broker.cluster().house().template(template).orElseThrow().trouble().isEmpty();
  }

  private Order order(Field.Broker broker, String template, String spec, Duration startWithin)
      throws InterruptedException {
    field.template(template, spec);
    Field.await(
        "it knows the template", () -> broker.cluster().house().templates().containsKey(template));
    var order = field.order("u-" + template, template, template);
    return new Order(order.session(), order.owner(), template, startWithin);
  }

  private static String played(String play) {
    return Field.TINY
        .replace("cluster.test/busybox:1", "debian:13")
        .replace(
            "podTemplate: {",
            "podTemplate: {metadata: {annotations: {embedded.dormouse.dev/play: \"%s\"}}, "
                .formatted(play));
  }

  @Test
  void aCrashLoopIsToldWithItsLastWords() throws Exception {
    var a = field.broker("a");
    var spec =
        Field.REAL
            ? Field.TINY.replace(
                "trap 'exit 0' TERM; while :; do sleep 0.1; done",
                "echo no such file /etc/dev.conf >&2; exit 3")
            : played("crash-loop");

    var why = failed(a.wakes().join(order(a, "crash", spec, Duration.ofSeconds(60))));

    assertThat(why.code()).isEqualTo(Code.CRASH);
    assertThat(why.sentence()).startsWith("crash can't start: it ends right after it starts: exit");
    if (Field.REAL) {
      assertThat(why.sentence()).endsWith("; its last words: no such file /etc/dev.conf");
    }
  }

  @Test
  void aPodThatNoNodeHasRoomForIsToldAndFailsAtTheDeadline() throws Exception {
    var a = field.broker("a");
    field
        .client
        .resource(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: Flavor
            metadata: {name: huge, namespace: %s}
            spec: {resources: {requests: {cpu: "4000", memory: 1Gi}}}
            """
                .formatted(field.run))
        .create();
    var order = order(a, "huge", "flavor: huge\n" + Field.TINY, Duration.ofSeconds(5));
    Field.await("it knows the flavor", () -> knowsTheSizeOf(a, "huge"));

    var wake = a.wakes().join(order);
    var why = failed(wake);

    assertThat(why.headline())
        .isEqualTo(
            "huge was still starting after 5 s: no node has room: 1 Insufficient cpu"
                + " (DM-CAPACITY)");
    // Between the two, a scheduler that hasn't heard of its new claim may say so.
    assertThat(wake.story().lines())
        .startsWith("waking huge (huge, 4000 cpu, 1 GiB)")
        .endsWith("no node has room; waiting for room")
        .hasSizeLessThanOrEqualTo(3);
    assertThat(field.status(order).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aSlowPullIsToldWhileItLasts() throws Exception {
    assumeFalse(Field.REAL, "played by the embedded cluster");
    var a = field.broker("a");
    var wake = a.wakes().join(order(a, "pull", played("slow-pull=3s"), Duration.ofSeconds(60)));

    reachable(wake);
    Field.await("it runs", () -> wake.story().startup().size() >= 5);

    assertThat(wake.story().lines())
        .contains("waking pull", "on node embedded, fetching the image");
  }

  @Test
  void aVolumeThatIsHeldElsewhereIsToldAndWaitedFor() throws Exception {
    assumeFalse(Field.REAL, "played by the embedded cluster");
    var a = field.broker("a");
    var wake = a.wakes().join(order(a, "held", played("volume-held=3s"), Duration.ofSeconds(60)));

    reachable(wake);

    assertThat(wake.story().lines()).anyMatch(line -> line.startsWith("waiting for its volume"));
  }

  @Test
  void aPodThatTheClusterTakesAwayIsTold() throws Exception {
    assumeFalse(Field.REAL, "played by the embedded cluster");
    var a = field.broker("a");

    var why =
        failed(
            a.wakes()
                .join(order(a, "taken", played("slow-pull=30s,evict=1s"), Duration.ofSeconds(60))));

    assertThat(why.code()).isEqualTo(Code.CAPACITY);
    assertThat(why.sentence()).startsWith("taken can't start: the cluster took its place away");
  }

  @Test
  void aQuotaIsTold() throws Exception {
    assumeTrue(Field.REAL, "the embedded cluster checks none");
    var a = field.broker("a");
    var order = order(a, "quota", Field.TINY, Duration.ofSeconds(60));
    field
        .client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(order.session().namespace())
                .endMetadata()
                .build())
        .create();
    field
        .client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("alice")
                .withNamespace(order.session().namespace())
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("0"))
                .endSpec()
                .build())
        .create();
    Field.await(
        "the quota counts",
        () ->
            field
                    .client
                    .resourceQuotas()
                    .inNamespace(order.session().namespace())
                    .withName("alice")
                    .get()
                    .getStatus()
                    .getHard()
                != null);

    assertThat(failed(a.wakes().join(order)).headline())
        .isEqualTo(
            "quota can't start: your quota is used up: it asks for pods=1, and you may have pods=0"
                + " (DM-QUOTA)");
  }

  @Test
  void aTemplateThatCantBeReadSpoilsItselfAlone() throws Exception {
    var a = field.broker("a");
    field.template(
        "bent",
        Field.TINY.replaceFirst(
            "(?s)podTemplate:.*", "podTemplate: {spec: {containers: {name: x}}}"));

    var order = field.order("mona", "bent", "bent");
    String why = "podTemplate.spec.containers isn't written as in a pod";
    Field.await("it is told", () -> failed(a.wakes().join(order)).sentence().contains(why));

    assertThat(failed(a.wakes().join(order)).code()).isEqualTo(Code.TEMPLATE);
    Field.await(
        "the house has it with its trouble",
        () ->
            a.cluster()
                .house()
                .template("bent")
                .filter(it -> it.trouble().equals(why))
                .isPresent());
    assertThat(a.cluster().house().template("tiny").orElseThrow().trouble()).isEmpty();
    assertThat(reachable(a.wakes().join(field.order("mona", "fine", "tiny"))).run()).isNotEmpty();
  }

  @Test
  @Tag("B1")
  void whatWasMadeOfAUsersKeysIsSaidInItsStatus() throws Exception {
    var a = field.broker("a");
    field
        .client
        .resource(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: SessionUser
            metadata: {name: nora, namespace: %s}
            spec:
              publicKeys:
              - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2UaZm2bNk4qUwKuNoxmqXYuYHwGNGY0HOTqKcLbSdo nora@laptop
              - ssh-ed25519 nonsense
            """
                .formatted(field.run))
        .create();

    Field.await("the house knows her", () -> a.cluster().house().users().containsKey("nora"));
    Field.await(
        "her status says it",
        () -> {
          var status =
              field
                  .client
                  .resources(dev.dormouse.crds.SessionUser.class)
                  .inNamespace(field.run)
                  .withName("nora")
                  .get()
                  .getStatus();
          return status != null
              && status.fingerprints().size() == 1
              && status.problems().size() == 1;
        });
  }
}
