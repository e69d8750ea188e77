package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a broker tells its Prometheus about people of whom we know what they did. */
@InAHouse
final class MetricsIT {
  private static final int MEBIBYTE = 1 << 20;

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

  private static double bytes(House house, String direction) {
    return value(house, "relayed_bytes_total", "direction=\"" + direction + "\"");
  }

  /** Of one of our metrics; zero when it isn't there yet. */
  private static double value(House house, String metric, String labels) {
    var line =
        Pattern.compile("(?m)^dormouse_%s\\{%s\\} (\\S+)$".formatted(metric, labels))
            .matcher(house.broker().get("/metrics").body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
