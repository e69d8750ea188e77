package dev.dormouse.cli.top;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One number of a scrape, in Prometheus' text format. */
record Sample(String name, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)\\})? (?<value>\\S+)(?: -?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("(?<name>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\",?");

  Sample {
    labels = Map.copyOf(labels);
  }

  /** Those of a whole text; comments, and lines that are none, are nobody's. */
  static List<Sample> of(String text) {
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(
            line ->
                new Sample(
                    line.group("name"), labels(line.group("labels")), number(line.group("value"))))
        .toList();
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    var label = LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      labels.put(label.group("name"), label.group("value").translateEscapes());
    }
    return labels;
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
