package dev.dormouse.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void ofAHundredOneIsLongerThanNearlyAll() {
    var spread = upTo(100);

    assertThat(spread.p50()).isEqualTo(Duration.ofMillis(50));
    assertThat(spread.p99()).isEqualTo(Duration.ofMillis(99));
  }

  @Test
  void ofFewTheLongestIsNearlyAll() {
    assertThat(upTo(30).p99()).isEqualTo(Duration.ofMillis(30));
    assertThat(upTo(3).p50()).isEqualTo(Duration.ofMillis(2));
    assertThat(upTo(1).p50()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void ofNothingNothingIsSaid() {
    assertThatThrownBy(() -> new Spread(List.of())).hasMessage("nothing was measured");
  }

  private static Spread upTo(int times) {
    return Spread.of(
        IntStream.rangeClosed(1, times).boxed().toList().reversed(),
        time -> Duration.ofMillis(time));
  }
}
