package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each dashboard has to have so that Grafana shows it, and a person understands it. */
final class DashboardLintTest {
  private static final Pattern LINK = Pattern.compile("^/d/([a-z-]+)\\?");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)\\b");

  /** Of Grafana's, those that are used here. */
  private static final Set<String> UNITS =
      Set.of("short", "s", "percentunit", "cpm", "Bps", "bytes");

  private static final Set<String> KINDS = Set.of("stat", "timeseries", "bargauge", "heatmap");

  static Iterable<String> names() {
    return Dashboards.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPanelSaysWhatItShowsInWhatUnitAndOfWhichData(String name) {
    for (var panel : panels(name)) {
      var title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(KINDS).as(title).contains(panel.path("type").asText());
      assertThat(panel.path("description").asText()).as(title).endsWith(".").hasSizeGreaterThan(20);
      assertThat(UNITS).as(title).contains(panel.at("/fieldConfig/defaults/unit").asText());
      assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      for (var target : panel.path("targets")) {
        assertThat(target.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
        assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
        assertThat(target.path("expr").asText())
            .as(title)
            .contains("cluster=~\"$cluster\"", "namespace=~\"$namespace\"")
            .doesNotContain("$where");
      }
      assertThat(texts(panel.path("targets"), "refId")).as(title).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void thresholdsRiseFromWhereverTheyBegin(String name) {
    for (var panel : panels(name)) {
      var steps = panel.at("/fieldConfig/defaults/thresholds/steps");
      var title = panel.path("title").asText();
      assertThat(steps.path(0).path("value").isNull()).as(title).isTrue();
      var last = Double.NEGATIVE_INFINITY;
      for (int step = 1; step < steps.size(); step++) {
        assertThat(steps.path(step).path("value").asDouble()).as(title).isGreaterThan(last);
        last = steps.path(step).path("value").asDouble();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPanelHasAnIdAndAPlaceOfItsOwn(String name) {
    var ids = new HashSet<Integer>();
    var taken = new HashSet<String>();
    for (var panel : Dashboards.dashboard(name).path("panels")) {
      var title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
      var at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).as(title).isBetween(1, Board.WIDTH);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          var cell = (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
          assertThat(taken.add(cell)).as("%s at %s", title, cell).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyVariableThatIsUsedIsThere(String name) {
    var board = Dashboards.dashboard(name);
    var there = new TreeSet<>(texts(board.at("/templating/list"), "name"));
    assertThat(there).contains("datasource", "cluster", "namespace");
    var used = new TreeSet<String>();
    VARIABLE
        .matcher(String.join(" ", board.findValuesAsText("expr")))
        .results()
        .forEach(one -> used.add(one.group(1)));
    assertThat(there).containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLinkLeadsToADashboard(String name) {
    var uids = Dashboards.NAMES.stream().map(one -> Dashboards.dashboard(one).path("uid").asText());
    var all = new TreeSet<>(uids.toList());
    var board = Dashboards.dashboard(name);
    assertThat(board.at("/links/0/tags/0").asText()).isEqualTo(board.at("/tags/0").asText());
    for (var panel : panels(name)) {
      for (var link : panel.path("links")) {
        var to = LINK.matcher(link.path("url").asText());
        assertThat(to.find()).isTrue();
        assertThat(all).contains(to.group(1));
      }
    }
  }

  @Test
  void noTwoDashboardsHaveOneNameOrIdentifier() {
    var boards = Dashboards.NAMES.stream().map(Dashboards::dashboard).toList();
    assertThat(boards).extracting(one -> one.path("uid").asText()).doesNotHaveDuplicates();
    assertThat(boards).extracting(one -> one.path("title").asText()).doesNotHaveDuplicates();
    assertThat(boards).allMatch(one -> one.path("uid").asText().length() <= 40);
  }

  private static Iterable<JsonNode> panels(String name) {
    return all(Dashboards.dashboard(name).path("panels"))
        .filter(one -> !one.path("type").asText().equals("row"))
        .toList();
  }

  private static List<String> texts(JsonNode array, String field) {
    return all(array).map(one -> one.path(field).asText()).toList();
  }

  private static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
