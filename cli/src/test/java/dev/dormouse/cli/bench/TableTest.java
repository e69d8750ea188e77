package dev.dormouse.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void saysHowLongEachTookAndWhatFollows() {
    assertThat(Table.of(List.of(round(0), round(0), round(100))))
        .isEqualTo(
            """
            ms                                                     p50     p99
            asleep: ssh typed, until it has run true               800     900
              until connected, and let in                          200     300
              until its wake is written down                         0       0
              until its pod is created                               0       0
              until the pod has a node                               0       0
              until the pod's sshd answers                           0       0
              until Dormouse is logged in there                      0       0
              until the way is free                                  0       0
              until true has run, and ssh has ended                600     600
            by hand: the same pod created, Ready, the same ssh    1600    1700
              the pod alone: created, until its sshd answers       650     650
              until it has its address                             550     550
            a plain pod with one emptyDir, until its address       500     500

            p50: a cold start takes 150 ms more than the pod alone, and 0.50 of what it takes by hand;
            the pod, until its address, takes 1.10 of a plain pod with one emptyDir.
            """);
  }

  private static Round round(int later) {
    return new Round(
        new Round.Cold(
            Duration.ofMillis(800 + later),
            Map.of(Leg.LET_IN, Duration.ofMillis(200 + later), Leg.DONE, Duration.ofMillis(600))),
        new Round.ByHand(
            Duration.ofMillis(550), Duration.ofMillis(650), Duration.ofMillis(1600 + later)),
        Duration.ofMillis(500));
  }
}
