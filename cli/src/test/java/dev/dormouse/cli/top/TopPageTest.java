package dev.dormouse.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of what is measured. */
class TopPageTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final String BROKER =
      """
      # HELP dormouse_connections_open Connections.
      dormouse_connections_open 5.0
      dormouse_connections_held 1.0
      dormouse_startup_seconds_bucket{kind="cold",phase="total",le="0.5"} 1
      dormouse_startup_seconds_bucket{kind="cold",phase="total",le="1.5"} 3
      dormouse_startup_seconds_bucket{kind="cold",phase="total",le="60.0"} 4
      dormouse_startup_seconds_bucket{kind="cold",phase="total",le="+Inf"} 4
      dormouse_startup_seconds_count{kind="cold",phase="total"} 4
      dormouse_startup_seconds_bucket{kind="cold",phase="listening",le="+Inf"} 4
      dormouse_startup_seconds_count{kind="cold",phase="listening"} 4
      dormouse_logins_total{code="none",method="publickey",outcome="client-left"} 9.0
      dormouse_logins_total{code="DM-LIMIT",method="publickey",outcome="refused"} 2.0
      dormouse_logins_total{code="DM-LIMIT",method="certificate",outcome="refused"} 1.0
      dormouse_wakes_total{code="none",outcome="woken"} 3.0
      dormouse_wakes_total{code="DM-IMAGE",outcome="failed"} 1.0
      dormouse_snapshot_age_seconds 0.2
      dormouse_event_loop_lag_seconds 0.0031
      dormouse_drains_since_seconds 0.0
      dormouse_api_calls_seconds_bucket{code="200",kind="pods",verb="get",le="0.005"} 98
      dormouse_api_calls_seconds_bucket{code="200",kind="pods",verb="get",le="+Inf"} 98
      dormouse_api_calls_seconds_count{code="200",kind="pods",verb="get"} 98
      dormouse_api_calls_seconds_bucket{code="none",kind="pods",verb="get",le="+Inf"} 1
      dormouse_api_calls_seconds_count{code="none",kind="pods",verb="get"} 1
      """;

  private static final String REAPER =
      """
      dormouse_reaper_leads 1.0
      dormouse_sessions{lifecycle="persistent",phase="awake"} 2.0
      dormouse_sessions{lifecycle="ephemeral",phase="awake"} 1.0
      dormouse_sessions{lifecycle="persistent",phase="falling-asleep"} 0.0
      dormouse_sessions{lifecycle="persistent",phase="asleep"} 12.0
      dormouse_homes 14.0
      dormouse_verdicts_total{reason="unused",verdict="sleep"} 7.0
      """;

  private final TopPage page = new TopPage();

  private String shown(String... texts) {
    return String.join("\n", page.lines(Scrape.of(List.of(texts)), NOON));
  }

  @Test
  void saysAllOfItTogether() {
    assertThat(shown(BROKER, REAPER))
        .isEqualTo(
            """
            sessions  3 awake, 0 waking, 0 falling asleep, 0 failed, 12 asleep; homes: 14
            people    5 connected, 1 of them waits for a session to wake
            starts    4 of a session that slept: half within 1.5 s, 99 of 100 within 60 s
            logins    none yet to a session that ran
            so far    9 client-left, 3 refused
            refused   DM-LIMIT 3
            wakes     1 failed, 3 woken; 1 DM-IMAGE
            cluster   is heard, 99 calls, 1 without an answer that helps; 99 of 100 within longer than is measured
            brokers   at most 3 ms late
            reaper    leads; it decided: 7 unused""");
  }

  @Test
  void countsWhatSeveralBrokersSayTogether() {
    assertThat(shown(BROKER, BROKER)).contains("people    10 connected, 2 of them wait ");
  }

  @Test
  void saysWhenARefusalWasTheLastSinceItLooks() {
    var _ = shown(BROKER);
    var more = BROKER.replace("outcome=\"refused\"} 2.0", "outcome=\"refused\"} 3.0");
    var _ = shown(more);

    assertThat(page.lines(Scrape.of(List.of(more)), NOON.plusSeconds(12)))
        .contains("refused   DM-LIMIT 4 (12 s ago)");
  }

  @Test
  void withoutAReaperItSaysThatNobodyCounts() {
    assertThat(shown(BROKER))
        .contains("sessions  nobody counts them: no reaper that leads is among the addresses")
        .contains("reaper    none of these leads");
  }

  @Test
  void aClusterThatIsAwayAndABrokerThatDrainsAreSaid() {
    assertThat(
            shown(
                BROKER
                    .replace("age_seconds 0.2", "age_seconds 75.0")
                    .replace("drains_since_seconds 0.0", "drains_since_seconds 1.7953488E9")))
        .contains("cluster   was last heard 75 s ago, ")
        .contains("brokers   at most 3 ms late; one drains");
  }

  @Test
  void whatIsNotDormouseIsKnownAsThat() {
    assertThat(Scrape.of(List.of("<html>hello</html>\nup 1")).isOurs()).isFalse();
    assertThat(Scrape.of(List.of(REAPER)).isOurs()).isTrue();
  }

  @Test
  void aLabelsQuotesAndBracesAreItsOwn() {
    assertThat(Sample.of("x{a=\"q\\\"}{,\\\\\",b=\"2\"} 1.5 1700000000000"))
        .containsExactly(new Sample("x", java.util.Map.of("a", "q\"}{,\\", "b", "2"), 1.5));
  }
}
