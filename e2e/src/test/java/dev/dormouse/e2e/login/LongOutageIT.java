package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The API server is away for longer than a broker's lease holds and than anybody may be idle. For
 * an hour of it: {@code -Doutage=3600}.
 */
@InAHouse
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("D2")
@Tag("D11")
final class LongOutageIT {
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("outage", 50));
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static BrokerProcess broker;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{lifecycle: {idleAfter: 10s, grace: 1s}, idle: {cpuBelow: '0'}}");
    broker = house.brokerBehindProxy("broker-a");
    house.reaperBehindProxy("reaper-a");
  }

  @Test
  void nobodyFallsAsleepWhoWorksMeanwhileAndAfterIt(House house) throws Exception {
    var alice = house.user("alice");
    var ssh = alice.at(broker);
    try (var open = ssh.startOpen("alice-small", "cat")) {
      work(open, IDLE.multipliedBy(2));
      var run = run(house);
      house.proxy().away();
      try {
        work(open, AWAY);
      } finally {
        house.proxy().back();
      }
      // As long as a lease holds, and idleAfter once more.
      work(open, Duration.ofSeconds(40).plus(IDLE));
      assertThat(run(house)).isEqualTo(run);
      open.in().close();
      assertThat(open.ended().exit()).isZero();
    }
    house
        .sessions("alice")
        .await(
            "small",
            "asleep",
            Duration.ofMinutes(2),
            one -> one.at("/status/phase").asText().equals("Asleep"));
  }

  private static String run(House house) {
    var session = house.session("alice", "small");
    assertThat(session.at("/spec/wanted").asText()).isEqualTo("Awake");
    return session.at("/spec/run").asText();
  }

  /** Somebody types a line every second, and is answered. */
  private static void work(Run open, Duration so) throws Exception {
    for (var until = Instant.now().plus(so); Instant.now().isBefore(until); Thread.sleep(1000)) {
      var word = Instant.now().toString();
      open.in().write("%s%n".formatted(word).getBytes(StandardCharsets.UTF_8));
      open.in().flush();
      open.see(word);
    }
  }
}
