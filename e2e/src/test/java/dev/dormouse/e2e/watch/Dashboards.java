package dev.dormouse.e2e.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the folder {@code dashboards}, and the chart's copies of them. */
final class Dashboards {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path FOLDER = ROOT.resolve("dashboards");
  static final Path CHARTS = ROOT.resolve("helm").resolve("dormouse").resolve("dashboards");
  static final Path RULES = FOLDER.resolve("rules.yaml");

  /** The sources' names, the overview first. */
  static final List<String> NAMES = List.of("overview", "startup", "reaper", "broker", "api");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Dashboards() {}

  /** A file's text. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /** What Grafana gets, as it was written. */
  static JsonNode dashboard(String name) {
    return Json.tree(read(FOLDER.resolve(name + ".json")));
  }

  /** What Grafana gets, as its source draws it now. */
  static String drawn(String name) {
    try {
      var board = Board.drawn(Json.tree(read(FOLDER.resolve(name + ".yaml"))));
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(board) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing dashboard " + name, e);
    }
  }
}
