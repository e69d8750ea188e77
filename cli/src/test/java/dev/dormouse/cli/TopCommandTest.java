package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the page is read from. */
class TopCommandTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9464, http://127.0.0.1:9464/metrics",
    "http://host:1/, http://host:1/metrics",
    "https://host/dormouse/metrics, https://host/dormouse/metrics",
  })
  void anAddressIsCompleted(String given, String page) throws Refusal {
    assertThat(TopCommand.page(given)).hasToString(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ftp://host", "http://", ":9464"})
  void whatIsNoneIsRefused(String given) {
    assertThatThrownBy(() -> TopCommand.page(given))
        .isInstanceOf(Refusal.class)
        .hasMessage("ADDRESS is \"%s\": give HOST:PORT, like 127.0.0.1:9464".formatted(given));
  }

  @Test
  void whereNothingAnswersIsSaid() {
    var command = new TopCommand(java.time.InstantSource.system(), System.out, false);
    var line = new picocli.CommandLine(command);
    line.parseArgs("--once", "127.0.0.1:1");

    assertThatThrownBy(command::call)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "nothing answers with Dormouse's metrics at http://127.0.0.1:1/metrics: give ");
  }
}
