package dev.dormouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedialTest {
  private static final Duration SHORT = Duration.ofMillis(10);

  @Test
  void aNormalStartIsDialledAtOnceAndALongOneEverMoreSlowly() {
    assertThat(Redial.pause(Duration.ZERO)).isEqualTo(SHORT);
    assertThat(Redial.pause(Duration.ofSeconds(2))).isEqualTo(SHORT);
    assertThat(Redial.pause(Duration.ofSeconds(4))).isEqualTo(Duration.ofMillis(200));
    assertThat(Redial.pause(Duration.ofMinutes(9))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void newsOfTheWakeBeginAgain() {
    var redial = new Redial();
    var first = new Story(List.of(), new Standing.Underway(), Map.of());
    var second = new Story(List.of("starting"), new Standing.Underway(), Map.of());
    assertThat(redial.pause(first, seconds(100))).isEqualTo(SHORT);
    assertThat(redial.pause(first, seconds(160))).isEqualTo(Duration.ofSeconds(1));
    assertThat(redial.pause(second, seconds(161))).isEqualTo(SHORT);
    assertThat(redial.pause(new Story(second.lines(), second.standing(), Map.of()), seconds(200)))
        .as("told anew, but no news")
        .isEqualTo(Duration.ofSeconds(1));
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
