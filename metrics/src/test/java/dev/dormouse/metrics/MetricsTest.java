package dev.dormouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a scraper reads: the names, labels and numbers that dashboards will rely on. */
class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void aStartupIsCountedInTheBucketsOfItsPhaseAndKind() {
    metrics.startup("relayed", "cold", Duration.ofMillis(700));
    metrics.startup("relayed", "cold", Duration.ofMinutes(4));
    metrics.startup("relayed", "running", Duration.ofMillis(60));

    assertThat(text())
        .contains("# TYPE dormouse_startup_seconds histogram\n")
        .contains("dormouse_startup_seconds_bucket{kind=\"cold\",phase=\"relayed\",le=\"0.5\"} 0\n")
        .contains(
            "dormouse_startup_seconds_bucket{kind=\"cold\",phase=\"relayed\",le=\"0.75\"} 1\n")
        .contains(
            "dormouse_startup_seconds_bucket{kind=\"cold\",phase=\"relayed\",le=\"240.0\"} 2\n")
        .contains("dormouse_startup_seconds_count{kind=\"cold\",phase=\"relayed\"} 2\n")
        .contains("dormouse_startup_seconds_sum{kind=\"cold\",phase=\"relayed\"} 240.7\n")
        .contains(
            "dormouse_startup_seconds_bucket{kind=\"running\",phase=\"relayed\",le=\"0.05\"} 0\n")
        .contains(
            "dormouse_startup_seconds_bucket{kind=\"running\",phase=\"relayed\",le=\"0.075\"} 1\n");
  }

  @Test
  void aLoginIsCountedByHowItWentAndWhyNot() {
    metrics.login("relayed", "none");
    metrics.login("refused", "DM-LIMIT");
    metrics.login("refused", "DM-LIMIT");

    assertThat(text())
        .contains("dormouse_logins_total{code=\"none\",outcome=\"relayed\"} 1.0\n")
        .contains("dormouse_logins_total{code=\"DM-LIMIT\",outcome=\"refused\"} 2.0\n");
  }

  @Test
  void connectionsAreCountedWhileTheyAreThere() {
    metrics.connectionOpened();
    metrics.connectionOpened();
    metrics.holdBegan();
    assertThat(text())
        .contains("dormouse_connections_open 2.0\n")
        .contains("dormouse_connections_held 1.0\n");

    metrics.holdEnded();
    metrics.connectionClosed();
    assertThat(text())
        .contains("dormouse_connections_open 1.0\n")
        .contains("dormouse_connections_held 0.0\n");
  }

  @Test
  void whatGoesByIsCountedByItsDirection() {
    metrics.relayedUp(40);
    metrics.relayedDown(2);
    metrics.relayedUp(2);

    assertThat(text())
        .contains("dormouse_relayed_bytes_total{direction=\"up\"} 42.0\n")
        .contains("dormouse_relayed_bytes_total{direction=\"down\"} 2.0\n");
  }

  @Test
  void theProcessTellsOfItself() {
    assertThat(text())
        .contains("process_uptime_seconds ", "process_start_time_seconds ", "process_cpu_usage ")
        .contains("process_files_open_files ", "process_files_max_files ")
        .contains("jvm_memory_used_bytes{area=\"heap\",", "jvm_threads_live_threads ");
  }

  @Test
  void whoIsTurnedAwayIsCounted() {
    metrics.turnedAway();

    assertThat(text()).contains("dormouse_connections_turned_away_total 1.0\n");
  }

  @Test
  void everyMetricHasAHelpThatIsASentence() {
    metrics.startup("relayed", "cold", Duration.ofSeconds(1));
    metrics.login("relayed", "none");

    var helps = text().lines().filter(line -> line.startsWith("# HELP dormouse_")).toList();

    assertThat(helps)
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.matches("# HELP \\w+ [A-Z].*\\."));
  }

  private String text() {
    return metrics.scrape(Metrics.format("*/*"));
  }
}
