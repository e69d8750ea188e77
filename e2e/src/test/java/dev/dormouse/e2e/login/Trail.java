package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** An audit's file, read as whoever collects it would: a line of JSON each. */
public record Trail(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Starts a broker of this house that writes one. */
  public static Trail of(House house, String id) {
    var file = house.folder().resolve(id + ".audit");
    house.broker(id, house.cluster().kubeconfig(), "audit: " + file);
    return new Trail(file);
  }

  /** Starts a reaper that does. */
  public static Trail ofReaper(House house, String id) {
    var file = house.folder().resolve(id + ".audit");
    BrokerProcess reaper = house.reaper(id, Map.of("audit", file.toString()));
    assertThat(reaper.isAlive()).isTrue();
    return new Trail(file);
  }

  /** The text of it. */
  public String text() {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /** All events so far; every line has to be one. */
  public List<JsonNode> events() {
    var text = text();
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Trail::event).toList();
  }

  static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  /** Those of a person. */
  public List<JsonNode> of(String user) {
    return events().stream().filter(one -> one.path("user").asText().equals(user)).toList();
  }

  /** The first like this, once it is there. */
  public JsonNode await(String event, Predicate<JsonNode> wanted) {
    Predicate<JsonNode> is = one -> one.path("event").asText().equals(event) && wanted.test(one);
    Eventually.within(
        Duration.ofMinutes(2),
        "the audit tells of " + event + ", and tells " + text(),
        () -> events().stream().anyMatch(is));
    return events().stream().filter(is).findFirst().orElseThrow();
  }

  /** Each event has what docs/audit.md says that it may have, and nothing else. */
  public void assertAsDocumented() throws IOException {
    var documented = documented();
    for (var one : events()) {
      var event = one.path("event").asText();
      assertThat(documented).containsKey(event);
      assertThat(fields(one)).as(one.toString()).isSubsetOf(documented.get(event));
      assertThat(fields(one)).contains("v", "time", "event", "component", "instance");
    }
  }

  static Set<String> fields(JsonNode event) {
    var names = new TreeSet<String>();
    event.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Map<String, List<String>> documented() throws IOException {
    var events = new HashMap<String, List<String>>();
    for (var line : Files.readAllLines(Path.of("../docs/audit.md"))) {
      var row = Pattern.compile("\\| `([a-z-]+)` \\| [^|]* \\| ([^|]*) \\|").matcher(line);
      if (row.matches()) {
        var fields = new ArrayList<>(List.of("v", "time", "event", "component", "instance"));
        for (var field : row.group(2).split(" ", 0)) {
          fields.add(field.replace("`", ""));
        }
        events.put(row.group(1), fields);
      }
    }
    return events;
  }
}
