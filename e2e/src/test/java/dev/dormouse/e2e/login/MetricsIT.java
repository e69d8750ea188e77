package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a broker tells its Prometheus about people of whom we know what they did. */
@InAHouse
@Tag("F2")
final class MetricsIT {
  private static final int MEBIBYTE = 1 << 20;
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
  }

  @Test
  void whatGoesByIsCountedEachWayWhileItGoes(House house) throws Exception {
    var alice = house.user("alice");
    alice.ssh().ssh("alice-small", "true").good();
    double up = bytes(house, "up");
    double down = bytes(house, "down");

    try (var open = alice.ssh().startOpen("alice-small", "wc -c; head -c 3145728 /dev/zero; cat")) {
      open.in().write(new byte[2 * MEBIBYTE]);
      open.in().flush();
      Eventually.holds("it is up", () -> bytes(house, "up") - up > 2 * MEBIBYTE);
      open.in().close();
      assertThat(open.ended().exit()).isZero();
    }
    // What is around it: requests, windows, the ends of channels.
    assertThat(bytes(house, "up") - up).isBetween(2.0 * MEBIBYTE, 2.1 * MEBIBYTE);
    assertThat(bytes(house, "down") - down).isBetween(3.0 * MEBIBYTE, 3.1 * MEBIBYTE);
  }

  @Test
  void eachLoginIsCountedByItsKindOfStart(House house) throws Exception {
    var bob = house.user("bob");
    double cold = value(house, "startup_seconds_count", "kind=\"cold\",phase=\"total\"");
    double running = value(house, "startup_seconds_count", "kind=\"running\",phase=\"total\"");

    for (int login = 0; login < 3; login++) {
      bob.ssh().ssh("bob-small", "true").good();
    }

    assertThat(value(house, "startup_seconds_count", "kind=\"cold\",phase=\"total\"") - cold)
        .isEqualTo(1);
    assertThat(value(house, "startup_seconds_count", "kind=\"running\",phase=\"total\"") - running)
        .isEqualTo(2);
  }

  @Test
  void eachLoginAndEachWakeIsCountedByWhatCameOfIt(House house) throws Exception {
    var carol = house.user("carol");
    double in = logins(house, "publickey", "client-left", "none");
    double unknown = logins(house, "publickey", "refused", "DM-UNKNOWN");
    double woken = value(house, "wakes_total", "code=\"none\",outcome=\"woken\"");

    carol.ssh().ssh("carol-small", "true").good();
    carol.ssh().ssh("carol-small", "true").good();
    assertThat(carol.ssh().ssh("carol-nothing", "true").exit()).isEqualTo(255);

    Eventually.holds(
        "each is over",
        () ->
            logins(house, "publickey", "client-left", "none") - in == 2
                && logins(house, "publickey", "refused", "DM-UNKNOWN") - unknown == 1);
    Eventually.holds(
        "so is the wake",
        () -> value(house, "wakes_total", "code=\"none\",outcome=\"woken\"") - woken == 1);
  }

  @Test
  void whoeverComesAndWhateverTheyTypeNoSeriesIsTheirs(House house) throws Exception {
    var dora = house.user("dora");
    assertThat(dora.ssh().ssh("dora-first", "true").exit()).isEqualTo(255);
    assertThat(dora.ssh().ssh("stranger", "true").exit()).isEqualTo(255);
    Eventually.holds("all is counted", () -> logins(house, "none", "refused", "DM-DENIED") > 0);
    long before = series(house);

    for (int one = 0; one < 8; one++) {
      assertThat(dora.ssh().ssh("dora-odd" + one, "true").exit()).isEqualTo(255);
      assertThat(dora.ssh().ssh("stranger" + one, "true").exit()).isEqualTo(255);
    }

    var text = house.broker().get("/metrics").body();
    assertThat(series(house)).isEqualTo(before);
    assertThat(text).doesNotContain("dora", "odd", "stranger", "small");
    assertThat(LABEL.matcher(text).results().map(one -> one.group(1)).distinct())
        .isSubsetOf(
            "phase",
            "kind",
            "le",
            "outcome",
            "method",
            "code",
            "direction",
            "verb",
            "area",
            "id",
            "state");
  }

  @Test
  void theBrokerTellsHowItHearsItsClusterAndHowLateItIs(House house) throws Exception {
    Eventually.holds("it is heard", () -> value(house, "snapshot_age_seconds", "") < 2);
    assertThat(house.broker().get("/metrics").body())
        .contains("dormouse_snapshot_age_seconds ", "dormouse_event_loop_lag_seconds ")
        .contains("dormouse_drains_since_seconds 0.0\n")
        .contains("dormouse_relay_paused_seconds_total{direction=\"down\"} ");
    assertThat(
            value(house, "api_calls_seconds_count", "code=\"200\",kind=\"sessions\",verb=\"list\""))
        .isPositive();
  }

  private static double logins(House house, String method, String outcome, String code) {
    return value(
        house,
        "logins_total",
        "code=\"%s\",method=\"%s\",outcome=\"%s\"".formatted(code, method, outcome));
  }

  private static long series(House house) {
    return house
        .broker()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("dormouse_") && !line.contains("_api_calls_"))
        .count();
  }

  private static double bytes(House house, String direction) {
    return value(house, "relayed_bytes_total", "direction=\"" + direction + "\"");
  }

  /** Of one of our metrics; zero when it isn't there yet. */
  private static double value(House house, String metric, String labels) {
    var line =
        Pattern.compile(
                "(?m)^dormouse_%s%s (\\S+)$"
                    .formatted(metric, labels.isEmpty() ? "" : "\\{" + labels + "\\}"))
            .matcher(house.broker().get("/metrics").body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
