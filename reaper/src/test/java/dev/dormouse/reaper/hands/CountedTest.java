package dev.dormouse.reaper.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.metrics.Census;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many sessions and homes there are, whatever they are called. */
class CountedTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final int SERIES = Phase.values().length * Lifecycle.Kind.values().length;

  private static Session session(String owner, String name, String template, String status) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: Session
        metadata: {name: "%s", namespace: "dormouse-%s"}
        spec: {owner: "%s", template: "%s", wanted: Awake}
        status: {%s}
        """
            .formatted(name, owner, owner, template, status),
        Session.class);
  }

  private static Lifecycle.Kind kind(String template) {
    return template.equals("once") ? Lifecycle.Kind.EPHEMERAL : Lifecycle.Kind.PERSISTENT;
  }

  private static long count(Census census, String phase, String lifecycle) {
    return census.sessions().stream()
        .filter(one -> one.phase().equals(phase) && one.lifecycle().equals(lifecycle))
        .mapToLong(Census.Group::count)
        .sum();
  }

  @Test
  void eachIsCountedByItsPhaseAndItsTemplatesLifecycle() {
    var census =
        Counted.of(
            Stream.of(
                session("alice", "small", "small", "phase: Awake"),
                session("alice", "big", "small", "phase: Awake"),
                session("alice", "job", "once", "phase: FallingAsleep"),
                session("bob", "new", "small", "")),
            CountedTest::kind);

    assertThat(count(census, "awake", "persistent")).isEqualTo(2);
    assertThat(count(census, "falling-asleep", "ephemeral")).isEqualTo(1);
    assertThat(count(census, "asleep", "persistent")).as("one that never ran").isEqualTo(1);
    assertThat(count(census, "failed", "preemptible")).isZero();
    assertThat(census.sessions()).hasSize(SERIES);
  }

  @Test
  void aHomeThatSessionsShareIsOne() {
    var census =
        Counted.of(
            Stream.of(
                session("alice", "a", "small", "home: {claim: alice--home, uid: u1}"),
                session("alice", "b", "small", "home: {claim: alice--home, uid: u1}"),
                session("alice", "c", "small", "home: {claim: c-home, uid: u2}"),
                session("bob", "c", "small", "home: {claim: c-home, uid: u3}"),
                session("bob", "none", "small", "phase: Awake")),
            CountedTest::kind);

    assertThat(census.homes()).isEqualTo(3);
  }

  @Test
  void tenThousandAreWalkedOnceAndMakeNoSeriesOfTheirOwn() {
    var words = Arrays.asList("Asleep", "Waking", "Awake", "FallingAsleep", "Failed");
    var known =
        IntStream.range(0, 10_000)
            .mapToObj(
                number ->
                    session(
                        "user-" + number,
                        "phase=\\\"awake\\\"-" + number,
                        "template-" + number,
                        "phase: " + words.get(number % words.size())))
            .toList();
    var looked = new AtomicInteger();

    var census =
        Counted.of(
            known.stream(),
            template -> {
              looked.incrementAndGet();
              return kind(template);
            });

    assertThat(looked).hasValue(10_000);
    assertThat(census.sessions()).hasSize(SERIES);
    assertThat(count(census, "waking", "persistent")).isEqualTo(2_000);
    assertThat(census.toString()).doesNotContain("user-", "template-", "-1234");
  }
}
