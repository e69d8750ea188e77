package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Run;
import dev.dormouse.e2e.login.InAHouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus watches a house while things happen there that we know the number of: every
 * query of every panel, rule and paper has an answer, and the answers are those numbers.
 */
@InAHouse
@Tag("F2")
@Tag("F3")
@Timeout(600)
final class WatchIT {
  /** What is empty as long as all is well. */
  private static final Set<String> SILENT =
      Set.of(
          "rules: DormouseStartsSlow page",
          "rules: DormouseStartsSlow ticket",
          "rules: DormouseDown page",
          "rules: DormouseSnapshotStale page",
          "rules: DormouseNoLeader page",
          "rules: DormouseDrainStuck ticket",
          "rules: DormouseAuditLost ticket");

  private static final Pattern OURS = Pattern.compile("(?m)^# TYPE (dormouse_\\w+)");

  @TempDir private static Path folder;
  private static Prometheus prometheus;
  private static BrokerProcess broker;
  private static BrokerProcess reaper;
  private static BrokerProcess leaving;
  private static Run staying;
  private static Instant born;
  private static Instant counted;

  @BeforeAll
  static void live(House house) throws IOException, InterruptedException {
    Tool.needs("prometheus");
    Tool.needs("promtool");
    broker =
        house.broker(
            "broker-a", house.proxy().kubeconfig("broker-a"), "audit: " + folder.resolve("audit"));
    leaving = house.broker("broker-b", house.cluster().kubeconfig(), "drainFor: 10m");
    reaper = house.reaper("reaper-a");
    prometheus = Prometheus.of(house.name(), List.of(broker, leaving, reaper));
    born = Instant.now();
    var load = new Load(house, broker);
    // A series that begins at one has not increased: each has to be there before we count.
    live(load, 1, 1, 2);
    Thread.sleep(4_500);
    counted = Instant.now();
    // What happens before the first scrape from here on wouldn't be seen to increase.
    Thread.sleep(4_500);
    live(load, 3, 4, 25);
    staying = house.user("stays").at(leaving).start("stays-work", "sleep 600");
    Eventually.holds("somebody is in", () -> staying.isAlive() && open(leaving) == 1);
    leaving.term();
    Thread.sleep(4_500);
  }

  private static void live(Load load, int people, int failures, int refusals)
      throws InterruptedException {
    load.startsAndComesBack(people);
    load.sleeps(1);
    load.asksForWhatIsNot(refusals);
    load.cannotStart(failures);
    load.reads(4);
    load.outage(Duration.ofSeconds(4));
  }

  private static double open(BrokerProcess one) {
    return prometheus.number("dormouse_connections_open{instance=\"%s\"}".formatted(one.id()));
  }

  @AfterAll
  static void end() {
    if (staying != null) {
      staying.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyQueryHasAnAnswer(House house) {
    return Query.all().stream()
        .filter(one -> !SILENT.contains(one.where()))
        .map(
            one ->
                dynamicTest(
                    one.where(),
                    () ->
                        assertThat(prometheus.ask(one.with(variables(house, broker, born))))
                            .as(one.expression())
                            .isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsEmptyWhileAllIsWellIsAQueryAllTheSame() {
    var known = Query.all().stream().filter(one -> SILENT.contains(one.where())).toList();
    assertThat(known).hasSameSizeAs(SILENT);
    return known.stream()
        .map(
            one ->
                dynamicTest(
                    one.where(), () -> assertThat(prometheus.ask(one.expression())).isEmpty()));
  }

  /**
   * Cold starts: 3 + 2 that sleep + 1 that reads + 1 before the outage + 1 by the other broker, its
   * first; and so on.
   */
  @Test
  void thePanelsCountWhatHappened(House house) {
    assertShown(house, "startup: Cold starts: cold", 3 + 2 + 1 + 1 + 1);
    assertShown(house, "startup: Logins to what ran: running", 3 + 1);
    assertShown(house, "overview: Refused: refused", 25 + 4 + 1);
    assertShown(house, "overview: Starts that failed: failed", 4 + 1);
    assertShown(house, "overview: Turned away: turned away", 0);
    assertShown(house, "reaper: Reapers that lead: lead", 1);
    assertShown(house, "overview: Waiting now: waiting", 0);
  }

  /** Of what increased, Prometheus adds what it thinks happened between a scrape and the edges. */
  private static void assertShown(House house, String where, int count) {
    var query =
        Query.all().stream().filter(one -> one.where().equals(where)).findFirst().orElseThrow();
    assertThat(prometheus.number(query.with(variables(house, broker, counted))))
        .as(where)
        .isCloseTo(count, within(Math.max(0.45, 0.06 * count)));
  }

  @Test
  void sleepsAndBytesAreThoseThatWere() {
    var since = seconds(counted);
    assertThat(
            Math.round(
                prometheus.number(
                    "sum(increase(dormouse_verdicts_total{verdict=\"sleep\"}[%s]))"
                        .formatted(since))))
        .isEqualTo(2);
    assertThat(
            prometheus.number(
                "increase(dormouse_relayed_bytes_total{direction=\"down\",instance=\"broker-a\"}[%s])"
                    .formatted(since)))
        .isCloseTo(4 << 20, within(0.1 * (4 << 20)));
  }

  @Test
  void theOutageIsSeenAndOver() {
    assertThat(
            prometheus.number(
                "max_over_time(dormouse_snapshot_age_seconds{instance=\"broker-a\"}[%s])"
                    .formatted(seconds(counted))))
        .isBetween(2.0, 30.0);
    assertThat(prometheus.number("dormouse_snapshot_age_seconds{instance=\"broker-a\"}"))
        .isLessThan(2);
    assertThat(prometheus.ask("dormouse_snapshot_age_seconds{instance=\"broker-b\"}")).isNotEmpty();
  }

  @Test
  void whoDrainsIsSeen(House house) {
    var variables = variables(house, leaving, born);
    var query =
        Query.ofDashboard("broker").stream()
            .filter(one -> one.where().contains("Drains for"))
            .findFirst()
            .orElseThrow();
    assertThat(prometheus.number(query.with(variables))).isBetween(1.0, 600.0);
  }

  @Test
  void theAlertsThatShouldFireDoAndNoOthers() {
    var firing = new TreeSet<String>();
    prometheus.alerts().stream()
        .filter(one -> one.path("state").asText().equals("firing"))
        .forEach(
            one ->
                firing.add(
                    one.at("/labels/alertname").asText() + " " + one.at("/labels/code").asText()));

    assertThat(firing)
        .containsExactly("DormouseRefusalsSurge DM-UNKNOWN", "DormouseStartsFail DM-IMAGE");
  }

  @Test
  void everybodyWasUnderstoodEachTime() {
    assertThat(prometheus.troubles()).isEmpty();
    assertThat(prometheus.number("min(min_over_time(up[%s]))".formatted(seconds(born)))).isOne();
  }

  /** What it says of the names that Micrometer gives to a process is Micrometer's. */
  @Test
  void whatIsScrapedIsAsPrometheusWantsIt() throws IOException, InterruptedException {
    for (var one : List.of(broker, reaper)) {
      assertThat(Tool.lint(one.get("/metrics").body()))
          .allMatch(line -> line.startsWith("process_") || line.startsWith("system_"));
    }
  }

  @Test
  void everyMetricOfOursIsLookedAt() {
    var asked = String.join("\n", Query.all().stream().map(Query::expression).toList());
    for (var one : List.of(broker, reaper)) {
      assertThat(OURS.matcher(one.get("/metrics").body()).results().map(name -> name.group(1)))
          .isNotEmpty()
          .allMatch(asked::contains);
    }
  }

  private static Map<String, String> variables(House house, BrokerProcess one, Instant since) {
    return Map.of(
        "cluster",
        ".*",
        "namespace",
        house.name(),
        "instance",
        one.id(),
        "__rate_interval",
        seconds(since),
        "__range",
        seconds(since));
  }

  private static String seconds(Instant since) {
    return Duration.between(since, Instant.now()).toSeconds() + "s";
  }
}
