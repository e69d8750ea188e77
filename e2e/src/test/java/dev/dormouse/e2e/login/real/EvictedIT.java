package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.wire.Answer;
import dev.dormouse.e2e.wire.Api;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session that is evicted, as whoever empties a node does it: by the Eviction API. */
@InAHouse
final class EvictedIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String EVICTED = "the cluster took its place: it was evicted from its node";

  @Test
  void whoIsInIsToldAndSoIsWhoComesNext(House house) throws Exception {
    house.template("small");
    house.reaper("reaper-a");
    var alice = house.user("alice");
    alice.ssh().ssh("alice-small", "echo kept > note").good();

    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      shell.in().write("echo I am $((40 + 2))\n".getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      shell.see("I am 42");
      var pod = house.livePodsOf("alice", "small").getFirst();
      assertThat(evict(house, pod).code()).isEqualTo(201);

      var ended = shell.ended(SOON);
      assertThat(ended.exit()).as(ended.toString()).isEqualTo(255);
      assertThat(ended.err().replace("\r", ""))
          .matches("(?s).*disconnect from [^\n]*: small went to sleep: " + EVICTED + "\n[^\n]*\n?");
      house.pods("alice").awaitGone(pod, SOON);
    }
    var asleep =
        house
            .sessions("alice")
            .await(
                "small", "asleep", SOON, one -> one.at("/status/phase").asText().equals("Asleep"));
    assertThat(asleep.at("/status/why").asText()).isEqualTo(EVICTED);

    var back = alice.ssh().ssh("alice-small", "cat note");
    assertThat(back.good()).isEqualTo("kept\n");
    assertThat(back.err().lines()).containsOnlyOnce("dormouse: " + EVICTED);
    assertThat(alice.ssh().ssh("alice-small", "true").err()).isEmpty();
  }

  private static Answer evict(House house, String pod) {
    return Api.of(house.cluster().config())
        .call(
            "POST",
            "/api/v1/namespaces/%s/pods/%s/eviction".formatted(house.of("alice"), pod),
            "application/json",
            "{\"apiVersion\": \"policy/v1\", \"kind\": \"Eviction\", \"metadata\": {\"name\": \"%s\"}}"
                .formatted(pod));
  }
}
