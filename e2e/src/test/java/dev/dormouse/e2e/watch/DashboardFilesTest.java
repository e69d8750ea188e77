package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Grafana gets is what the sources say, and what the chart brings is that. {@code
 * -Dchart=write} writes both.
 */
final class DashboardFilesTest {

  @BeforeAll
  static void write() throws IOException {
    if (!System.getProperty("chart", "").equals("write")) {
      return;
    }
    Files.createDirectories(Dashboards.CHARTS);
    for (var name : names()) {
      Files.writeString(Dashboards.FOLDER.resolve(name + ".json"), Dashboards.drawn(name));
      Files.writeString(Dashboards.CHARTS.resolve(name + ".json"), Dashboards.drawn(name));
    }
    Files.writeString(Dashboards.CHARTS.resolve("rules.yaml"), Dashboards.read(Dashboards.RULES));
  }

  static Iterable<String> names() {
    return Dashboards.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDashboardIsWhatItsSourceSays(String name) {
    assertThat(Dashboards.read(Dashboards.FOLDER.resolve(name + ".json")))
        .as("-Dchart=write writes it")
        .isEqualTo(Dashboards.drawn(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theChartBringsTheSame(String name) {
    assertThat(Dashboards.read(Dashboards.CHARTS.resolve(name + ".json")))
        .as("-Dchart=write writes it")
        .isEqualTo(Dashboards.read(Dashboards.FOLDER.resolve(name + ".json")));
  }

  @Test
  void theChartBringsTheSameRules() {
    assertThat(Dashboards.read(Dashboards.CHARTS.resolve("rules.yaml")))
        .as("-Dchart=write writes it")
        .isEqualTo(Dashboards.read(Dashboards.RULES));
  }
}
