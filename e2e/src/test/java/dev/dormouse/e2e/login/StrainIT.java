package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that read slowly, write slowly or say nothing, and keys that change all the time. */
@InAHouse
@Tag("A6")
final class StrainIT {
  private static final int MEBIBYTES = Integer.getInteger("much", 1024);
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    house.template("rekeying", "{env: [{name: SSHD_OPTIONS, value: RekeyLimit 1M}]}");
    alice = house.user("alice");
    alice.awake("small");
    alice.ssh().ssh("alice-small", "head -c 67108859 /dev/urandom >block").good();
  }

  @Test
  void bothEndsChangeKeysEachMegabyteWhileAGigabyteFlows() throws Exception {
    alice.awake("rekeying");
    var script =
        """
        far='for i in $(seq %1$d); do cat block; done'
        ssh -F $F alice-rekeying$AT 'head -c 67108859 /dev/urandom >block'
        sum=$(ssh -F $F alice-rekeying$AT "($far) | sha256sum")
        down=$(ssh -F $F alice-rekeying$AT "$far" | sha256sum)
        [ "$sum" = "$down" ] || echo "down: $down instead of $sum"
        scp -q -F $F alice-rekeying$AT:block $T/block
        up=$(for i in $(seq %1$d); do cat $T/block; done | ssh -F $F alice-rekeying$AT sha256sum)
        [ "$sum" = "$up" ] || echo "up: $up instead of $sum"
        """
            .formatted(Math.max(1, MEBIBYTES / 64));

    // A thousand exchanges each way: those of the post-quantum kind would take minutes by
    // themselves.
    var rekeying = alice.ssh().with("RekeyLimit 1M", "KexAlgorithms curve25519-sha256");
    try (var run = rekeying.startSh(script)) {
      assertThat(run.ended(Duration.ofMinutes(4)).good()).isEmpty();
    }
  }

  @Test
  void whoStopsReadingForTwentySecondsFindsEverythingAndTheBrokerStaysSmall(House house)
      throws Exception {
    var script =
        """
        ssh -F $F alice-small$AT 'for i in 1 2 3 4 5 6 7 8; do cat block; done' |
          (head -c 1000; sleep 20; cat) | sha256sum
        """;
    var sum = "for i in 1 2 3 4 5 6 7 8; do cat block; done | sha256sum";
    var expected = alice.ssh().ssh("alice-small", sum).good();
    var before = Memory.of(house);

    try (var run = alice.ssh().startSh(script)) {
      Thread.sleep(Duration.ofSeconds(15));
      var during = Memory.of(house);

      assertThat(run.ended().good()).isEqualTo(expected);
      assertThat(during - before).as("mebibytes that the stalled stream holds").isLessThan(48);
    }
  }

  @Test
  void whoStopsTakingInputIsWaitedFor() throws Exception {
    var script =
        """
        (for i in 1 2 3 4; do cat $T/block; done) | ssh -F $F alice-small$AT 'sleep 8; sha256sum' >$T/far
        for i in 1 2 3 4; do cat $T/block; done | sha256sum | cmp - $T/far
        """;

    assertThat(alice.ssh().sh("head -c 30000000 /dev/urandom >$T/block\n" + script).good())
        .isEmpty();
  }

  @Test
  void eachDropIsThereAtOnce() throws Exception {
    try (var run = alice.ssh().startOpen("alice-small", "cat")) {
      var slowest = Duration.ZERO;
      for (int drop = 0; drop < 30; drop++) {
        var sent = Instant.now();
        run.in().write('a' + drop % 26);
        run.in().flush();
        var soFar = "abcdefghijklmnopqrstuvwxyzabcd".substring(0, drop + 1);
        run.see(soFar);
        var took = Duration.between(sent, Instant.now());
        // The first one waits for the login.
        slowest = drop > 0 && took.compareTo(slowest) > 0 ? took : slowest;
        Thread.sleep(50);
      }
      run.in().close();

      assertThat(run.ended().exit()).isZero();
      assertThat(slowest).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  @Tag("A13")
  void theClientsOwnQuestionsAreAnswered() throws Exception {
    var ssh = alice.ssh().with("ServerAliveInterval 1", "ServerAliveCountMax 2");

    // Unanswered ones would end it after three seconds.
    assertThat(ssh.ssh("alice-small", "sleep 6; echo awake").good()).isEqualTo("awake\n");
  }

  /** How much memory the broker's process has, as the kernel counts it. */
  private static final class Memory {
    static long of(House house) throws Exception {
      if (System.getProperty("way", "dormouse").equals("direct")) {
        return 0;
      }
      var status = Files.readString(Path.of("/proc/" + house.broker().pid() + "/status"));
      var resident = status.replaceFirst("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1");
      return Long.parseLong(resident) / 1024;
    }
  }
}
