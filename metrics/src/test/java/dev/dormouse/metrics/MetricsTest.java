package dev.dormouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a scraper reads: the names, labels and numbers that dashboards will rely on. */
class MetricsTest {
  private final Metrics all = new Metrics();
  private final BrokerMetrics metrics = new BrokerMetrics(all);

  @Test
  void aStartupIsCountedInTheBucketsOfItsPhaseAndKind() {
    metrics.startup("relayed", "cold", Duration.ofMillis(700), "r1");
    metrics.startup("relayed", "cold", Duration.ofMinutes(4), "r2");
    metrics.startup("relayed", "running", Duration.ofMillis(60), "r3");

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
    metrics.login("client-left", "publickey", "none");
    metrics.login("refused", "certificate", "DM-LIMIT");
    metrics.login("refused", "certificate", "DM-LIMIT");

    assertThat(text())
        .contains(
            "dormouse_logins_total{code=\"none\",method=\"publickey\",outcome=\"client-left\"} 1.0\n")
        .contains(
            "dormouse_logins_total{code=\"DM-LIMIT\",method=\"certificate\",outcome=\"refused\"}"
                + " 2.0\n");
  }

  @Test
  void aSlowStartupNamesItsRunToWhoAsksInOpenMetrics() {
    metrics.startup("total", "cold", Duration.ofSeconds(40), "small-x7k2");

    assertThat(all.scrape(Metrics.format("application/openmetrics-text")))
        .containsPattern(
            "dormouse_startup_seconds_bucket\\{kind=\"cold\",phase=\"total\",le=\"45.0\"} 1"
                + " # \\{run=\"small-x7k2\"} 40.0\\n");
    assertThat(text()).doesNotContain("small-x7k2");
  }

  @Test
  void aWakeIsCountedOnceByWhatBecameOfIt() {
    metrics.wake("woken", "none");
    metrics.wake("failed", "DM-IMAGE");
    metrics.wake("failed", "DM-IMAGE");

    assertThat(text())
        .contains("dormouse_wakes_total{code=\"none\",outcome=\"woken\"} 1.0\n")
        .contains("dormouse_wakes_total{code=\"DM-IMAGE\",outcome=\"failed\"} 2.0\n");
  }

  @Test
  void aBrokerThatDrainsSaysSinceWhen() {
    assertThat(text()).contains("dormouse_drains_since_seconds 0.0\n");

    metrics.drains(Instant.parse("2026-11-22T12:00:00Z"));

    assertThat(text()).contains("dormouse_drains_since_seconds 1.7953488E9\n");
  }

  @Test
  void howLateTheLoopsAndHowOldTheNewsIsAskedAtEachScrape() {
    var lag = new AtomicInteger(3);
    metrics.eventLoopLag(() -> Duration.ofSeconds(lag.get()));
    metrics.snapshotAge(() -> Duration.ofSeconds(2L * lag.get()));
    assertThat(text())
        .contains("dormouse_event_loop_lag_seconds 3.0\n")
        .contains("dormouse_snapshot_age_seconds 6.0\n");

    lag.set(0);

    assertThat(text())
        .contains("dormouse_event_loop_lag_seconds 0.0\n")
        .contains("dormouse_snapshot_age_seconds 0.0\n");
  }

  @Test
  void whoLeadsCountsSessionsAndHomesAndNobodyElseDoes() {
    var reaper = new ReaperMetrics(all);
    assertThat(text())
        .contains("dormouse_reaper_leads 0.0\n")
        .doesNotContain("dormouse_sessions", "dormouse_homes");
    var counted = new AtomicInteger();

    reaper.leads(
        () -> {
          counted.incrementAndGet();
          return new Census(List.of(new Census.Group("falling-asleep", "ephemeral", 7)), 4);
        });

    assertThat(text())
        .contains("dormouse_reaper_leads 1.0\n")
        .contains("dormouse_sessions{lifecycle=\"ephemeral\",phase=\"falling-asleep\"} 7.0\n")
        .contains("dormouse_homes 4.0\n");
    assertThat(counted).as("one walk for both").hasValue(1);

    reaper.leadsNoMore();

    assertThat(text())
        .contains("dormouse_reaper_leads 0.0\n")
        .doesNotContain("dormouse_sessions", "dormouse_homes");
  }

  @Test
  void whatTheReaperDidIsCountedWithItsReason() {
    var reaper = new ReaperMetrics(all);
    reaper.verdict("sleep", "unused");
    reaper.slept(Duration.ofSeconds(3));

    assertThat(text())
        .contains("dormouse_verdicts_total{reason=\"unused\",verdict=\"sleep\"} 1.0\n")
        .contains("dormouse_sleep_lag_seconds_bucket{le=\"2.0\"} 0\n")
        .contains("dormouse_sleep_lag_seconds_bucket{le=\"5.0\"} 1\n");
  }

  @Test
  void aCallOfTheApiServerIsCountedWithItsTime() {
    new ApiMetrics(all).call("patch", "sessions", "409", Duration.ofMillis(30));

    assertThat(text())
        .contains(
            "dormouse_api_calls_seconds_bucket{code=\"409\",kind=\"sessions\",verb=\"patch\",le=\"0.025\"} 0\n")
        .contains(
            "dormouse_api_calls_seconds_bucket{code=\"409\",kind=\"sessions\",verb=\"patch\",le=\"0.05\"} 1\n");
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
  void channelsAreCountedByKind() {
    metrics.channelOpened("session");
    metrics.channelOpened("session");
    metrics.channelOpened("direct-tcpip");

    assertThat(text())
        .contains("dormouse_channels_opened_total{kind=\"session\"} 2.0\n")
        .contains("dormouse_channels_opened_total{kind=\"direct-tcpip\"} 1.0\n");
  }

  @Test
  void whatTheAuditWroteAndWhatItLostIsCounted() {
    var audit = new AuditMetrics(all);
    assertThat(text()).contains("dormouse_audit_dropped_total 0.0\n");

    audit.written("login");
    audit.dropped();
    assertThat(text())
        .contains("dormouse_audit_events_total{event=\"login\"} 1.0\n")
        .contains("dormouse_audit_dropped_total 1.0\n");
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
    metrics.startup("relayed", "cold", Duration.ofSeconds(1), "r1");
    metrics.login("served", "publickey", "none");
    metrics.wake("woken", "none");
    metrics.eventLoopLag(() -> Duration.ZERO);
    metrics.snapshotAge(() -> Duration.ZERO);
    var reaper = new ReaperMetrics(all);
    reaper.verdict("sleep", "unused");
    reaper.podSeconds(1, 1);
    reaper.slept(Duration.ofSeconds(1));
    reaper.leads(() -> new Census(List.of(new Census.Group("awake", "persistent", 1)), 1));
    new ApiMetrics(all).call("get", "pods", "200", Duration.ofMillis(1));

    var helps = text().lines().filter(line -> line.startsWith("# HELP dormouse_")).toList();

    assertThat(helps)
        .hasSizeGreaterThanOrEqualTo(18)
        .allMatch(line -> line.matches("# HELP \\w+ [A-Z].*\\."));
  }

  private String text() {
    return all.scrape(Metrics.format("*/*"));
  }
}
