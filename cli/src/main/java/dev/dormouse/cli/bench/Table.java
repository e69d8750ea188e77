package dev.dormouse.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was measured, on a few lines for people. */
final class Table {
  private Table() {}

  /** The table, and what follows from it. */
  static String of(List<Round> rounds) {
    var cold = Spread.of(rounds, round -> round.cold().total());
    var byHand = Spread.of(rounds, round -> round.byHand().total());
    var pod = Spread.of(rounds, round -> round.byHand().listens());
    var address = Spread.of(rounds, round -> round.byHand().address());
    var plain = Spread.of(rounds, Round::plain);
    var text = new StringBuilder(String.format(Locale.ROOT, "%-50s %7s %7s%n", "ms", "p50", "p99"));
    text.append(row("asleep: ssh typed, until it has run true", cold));
    for (var leg : Leg.values()) {
      var took = Spread.of(rounds, round -> round.cold().legs().getOrDefault(leg, Duration.ZERO));
      text.append(row("  until " + leg.words(), took));
    }
    text.append(row("by hand: the same pod created, Ready, the same ssh", byHand));
    text.append(row("  the pod alone: created, until its sshd answers", pod));
    text.append(row("  until it has its address", address));
    text.append(row("a plain pod with one emptyDir, until its address", plain));
    text.append(
        String.format(
            Locale.ROOT,
            """

            p50: a cold start takes %d ms more than the pod alone, and %.2f of what it takes by hand;
            the pod, until its address, takes %.2f of a plain pod with one emptyDir.
            """,
            millis(cold.p50().minus(pod.p50())),
            ratio(cold, byHand),
            ratio(address, plain)));
    return text.toString();
  }

  private static String row(String what, Spread spread) {
    return String.format(
        Locale.ROOT, "%-50s %7d %7d%n", what, millis(spread.p50()), millis(spread.p99()));
  }

  private static double ratio(Spread one, Spread other) {
    return (double) one.p50().toNanos() / other.p50().toNanos();
  }

  private static long millis(Duration time) {
    return Math.round(time.toNanos() / 1e6);
  }
}
