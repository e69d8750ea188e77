package dev.dormouse.e2e.login;

import static dev.dormouse.e2e.proxy.Matching.any;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.proxy.Call;
import dev.dormouse.e2e.proxy.Verb;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a cold start costs the API server. */
@InAHouse
final class ColdWritesIT {
  private static final Set<Verb> READS = EnumSet.of(Verb.GET, Verb.LIST, Verb.WATCH);

  @Test
  void aColdStartIsFiveWritesAtMost(House house) throws Exception {
    house.template("small");
    var alice = house.user("alice");
    house.brokerBehindProxy("broker-a");
    alice.ssh().ssh("alice-small", "true");
    Eventually.holds(
        "the first visit is over",
        () ->
            house.session("alice", "small").at("/status/attachments/broker-a/open").asInt(1) == 0);
    house.sleep("alice", "small");
    var counts = house.proxy().counts();
    counts.clear();

    try (var inside = alice.ssh().start("alice-small", "echo inside; sleep 60")) {
      inside.see("inside");
      Eventually.holds("all of the start is noted", () -> noted(house.session("alice", "small")));
      // Claim, pod, and of the status: waking, attached, and awake with how long each phase took.
      assertThat(writes(house))
          .hasSizeLessThanOrEqualTo(5)
          .containsOnlyOnce("PATCH sessions", "CREATE pods")
          .containsOnly("PATCH sessions", "CREATE pods", "PATCH sessions/status");
    }
  }

  private static boolean noted(JsonNode session) {
    return session.at("/status/startup").has("relayed")
        && session.at("/status/run").equals(session.at("/spec/run"));
  }

  private static List<String> writes(House house) {
    return house.proxy().counts().calls(any()).stream()
        .filter(call -> !READS.contains(call.verb()) && !call.kind().equals("leases"))
        .map(ColdWritesIT::told)
        .toList();
  }

  private static String told(Call call) {
    return call.verb() + " " + call.kind();
  }
}
