package dev.dormouse.cli.top;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page itself; between two of them it remembers when which refusal was the last. */
public final class TopPage {
  private static final List<String> PHASES =
      List.of("awake", "waking", "falling-asleep", "failed", "asleep");

  private final Map<String, Double> refused = new TreeMap<>();
  private final Map<String, Instant> last = new TreeMap<>();
  private boolean first = true;

  /** A line each: what there is, who waits, how long starts take, what fails. */
  public List<String> lines(Scrape scrape, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(line("sessions", sessions(scrape)));
    lines.add(line("people", people(scrape)));
    lines.add(line("starts", startup(scrape, "cold")));
    lines.add(line("logins", startup(scrape, "running")));
    lines.add(line("so far", counted(scrape.by("outcome", "logins_total", _ -> true), "nobody")));
    lines.add(line("refused", refusals(scrape, now)));
    lines.add(line("wakes", wakes(scrape)));
    lines.add(line("cluster", cluster(scrape)));
    lines.add(line("brokers", brokers(scrape)));
    lines.add(line("reaper", reaper(scrape)));
    return lines;
  }

  private static String line(String about, String words) {
    return "%-10s%s".formatted(about, words);
  }

  private static String sessions(Scrape scrape) {
    if (!scrape.has("sessions")) {
      return "nobody counts them: no reaper that leads is among the addresses";
    }
    var counts = scrape.by("phase", "sessions", _ -> true);
    return PHASES.stream()
            .map(phase -> whole(counts.getOrDefault(phase, 0.0)) + " " + phase.replace('-', ' '))
            .collect(Collectors.joining(", "))
        + "; homes: "
        + whole(scrape.sum("homes"));
  }

  private static String people(Scrape scrape) {
    double waiting = scrape.sum("connections_held");
    return "%s connected, %s of them %s for a session to wake"
        .formatted(
            whole(scrape.sum("connections_open")), whole(waiting), waiting == 1 ? "waits" : "wait");
  }

  private static String startup(Scrape scrape, String kind) {
    Predicate<Sample> all =
        one -> one.label("phase").equals("total") && one.label("kind").equals(kind);
    double count = scrape.sum("startup_seconds_count", all);
    String what = kind.equals("cold") ? "of a session that slept" : "to a session that ran";
    return count == 0
        ? "none yet " + what
        : "%s %s: half within %s, 99 of 100 within %s"
            .formatted(
                whole(count),
                what,
                time(scrape.within(0.5, "startup_seconds", all)),
                time(scrape.within(0.99, "startup_seconds", all)));
  }

  private String refusals(Scrape scrape, Instant now) {
    var counts = scrape.by("code", "logins_total", one -> one.label("outcome").equals("refused"));
    counts.forEach(
        (code, count) -> {
          if (!first && count > refused.getOrDefault(code, 0.0)) {
            last.put(code, now);
          }
          refused.put(code, count);
        });
    first = false;
    return counts.isEmpty()
        ? "nobody"
        : counts.entrySet().stream()
            .map(one -> one.getKey() + " " + whole(one.getValue()) + ago(one.getKey(), now))
            .collect(Collectors.joining(", "));
  }

  private String ago(String code, Instant now) {
    var at = last.get(code);
    return at == null ? "" : " (%d s ago)".formatted(Duration.between(at, now).toSeconds());
  }

  private static String wakes(Scrape scrape) {
    var failed = scrape.by("code", "wakes_total", one -> one.label("outcome").equals("failed"));
    return counted(scrape.by("outcome", "wakes_total", _ -> true), "none")
        + (failed.isEmpty() ? "" : "; " + counted(failed, ""));
  }

  private static String cluster(Scrape scrape) {
    Predicate<Sample> trouble =
        one -> one.label("code").equals("none") || one.label("code").startsWith("5");
    double age = scrape.max("snapshot_age_seconds");
    return "%s, %s calls, %s without an answer that helps; 99 of 100 within %s"
        .formatted(
            age < 2 ? "is heard" : "was last heard " + time(age) + " ago",
            whole(scrape.sum("api_calls_seconds_count")),
            whole(scrape.sum("api_calls_seconds_count", trouble)),
            time(
                scrape.within(
                    0.99, "api_calls_seconds", one -> !one.label("verb").equals("watch"))));
  }

  private static String brokers(Scrape scrape) {
    double drains = scrape.sum("drains_since_seconds", one -> one.value() > 0);
    return "at most %s late%s"
        .formatted(time(scrape.max("event_loop_lag_seconds")), drains > 0 ? "; one drains" : "");
  }

  private static String reaper(Scrape scrape) {
    return scrape.sum("reaper_leads") > 0
        ? "leads; it decided: "
            + counted(scrape.by("reason", "verdicts_total", _ -> true), "nothing")
        : "none of these leads";
  }

  private static String counted(Map<String, Double> counts, String nothing) {
    return counts.isEmpty()
        ? nothing
        : counts.entrySet().stream()
            .map(one -> whole(one.getValue()) + " " + one.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String whole(double number) {
    return Long.toString(Math.round(number));
  }

  private static String time(double seconds) {
    if (Double.isInfinite(seconds)) {
      return "longer than is measured";
    }
    return seconds < 1
        ? Math.round(seconds * 1_000) + " ms"
        : (seconds < 10
                ? String.format(Locale.ROOT, "%.1f", seconds).replace(".0", "")
                : whole(seconds))
            + " s";
  }
}
