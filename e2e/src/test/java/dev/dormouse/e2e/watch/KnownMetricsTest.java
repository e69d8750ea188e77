package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No query asks for a metric that nobody has: neither for one of ours nor for a recorded one. */
final class KnownMetricsTest {
  /** As the module metrics spells them: {@code "dormouse.relayed"}, {@code "dormouse_homes"}. */
  private static final Pattern SPELLED = Pattern.compile("\"(dormouse[._][a-z._]+)\"");

  private static final Pattern ASKED = Pattern.compile("\\bdormouse[_:][a-z0-9_:]+");

  /** What Prometheus' form adds to a name. */
  private static final Pattern ADDED =
      Pattern.compile("(_seconds|_bytes)?(_total|_bucket|_count|_sum)?");

  @Test
  void everyMetricThatIsAskedForIsThere() throws IOException {
    assertThat(unknown(Query.all())).isEmpty();
  }

  @Test
  void oneThatIsNotIsNamed() throws IOException {
    var asked =
        List.of(
            new Query("a panel", "rate(dormouse_relayed_bytes_total[5m]) / dormouse_naps_total"),
            new Query("a rule", "dormouse:slow_starts:ratio5m > dormouse:slow_starts:ratio2d"));

    assertThat(unknown(asked))
        .containsExactly(
            "a panel asks for dormouse_naps_total", "a rule asks for dormouse:slow_starts:ratio2d");
  }

  private static List<String> unknown(List<Query> asked) throws IOException {
    var spelled = spelled();
    var recorded =
        Query.ofRules().stream()
            .map(rule -> rule.where().replace("rules: ", ""))
            .collect(Collectors.toSet());
    return asked.stream()
        .flatMap(
            one ->
                ASKED
                    .matcher(one.expression())
                    .results()
                    .map(name -> name.group())
                    .filter(name -> !recorded.contains(name) && !known(name, spelled))
                    .map(name -> one.where() + " asks for " + name))
        .distinct()
        .toList();
  }

  private static boolean known(String name, Set<String> spelled) {
    return spelled.stream()
        .anyMatch(
            one -> name.startsWith(one) && ADDED.matcher(name.substring(one.length())).matches());
  }

  private static Set<String> spelled() throws IOException {
    var spelled = new TreeSet<String>();
    var sources = Dashboards.ROOT.resolve("metrics").resolve("src").resolve("main");
    try (var files = Files.walk(sources)) {
      for (var file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        SPELLED
            .matcher(Dashboards.read(file))
            .results()
            .forEach(name -> spelled.add(name.group(1).replace('.', '_')));
      }
    }
    return spelled;
  }
}
