package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "small, small, 0",
    "smal, small, 1",
    "smalll, small, 1",
    "smell, small, 1",
    "samll, small, 1",
    "'', small, 5",
    "small, '', 5",
    "ca, abc, 3",
    "gpu, small, 5"
  })
  void countsSlipsOfTheFingers(String typed, String meant, int slips) {
    assertThat(Nearest.slips(typed, meant)).isEqualTo(slips);
  }

  @Test
  void suggestsWhatIsNearAndNothingElse() {
    assertThat(Nearest.to("smal", List.of("shell", "small"))).contains("small");
    assertThat(Nearest.to("wrok", List.of("shell", "work"))).contains("work");
    assertThat(Nearest.to("gpu2", List.of("gpu-1", "gpu-2"))).contains("gpu-2");
    assertThat(Nearest.to("b", List.of("a"))).isEmpty();
    assertThat(Nearest.to("", List.of("ab"))).isEmpty();
    assertThat(Nearest.to("database", List.of("work", "small"))).isEmpty();
  }
}
