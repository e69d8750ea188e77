package dev.dormouse.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.embedded.api.store.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches, byte by byte. */
@Timeout(60)
class WatchIT {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private final ApiServer server;
  private final Wire wire;

  WatchIT(@TempDir Path dir) throws Exception {
    server =
        ApiServer.start(
            new ApiOptions(
                dir, 0, InstantSource.system(), PodLogs.NONE, 20, Duration.ofMillis(300)));
    wire = Wire.to(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void goesOnFromAVersion() throws Exception {
    make("a", "");
    var from = wire.get(MAPS).at("/metadata/resourceVersion").asText();
    make("b", "");
    var events = watch("resourceVersion=" + from + "&timeoutSeconds=1");
    assertThat(names(events)).containsExactly("ADDED b");
  }

  @Test
  void beginsWithWhatIsThereAndEndsOrderly() throws Exception {
    make("a", "");
    assertThat(names(watch("timeoutSeconds=1&fieldSelector=metadata.name=a")))
        .containsExactly("ADDED a");
  }

  @Test
  void saysThatAVersionIsTooOld() throws Exception {
    var events = watch("resourceVersion=1");
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().path("type").asText()).isEqualTo("ERROR");
    assertThat(events.getFirst().at("/object/code").asInt()).isEqualTo(410);
    assertThat(events.getFirst().at("/object/reason").asText()).isEqualTo("Expired");
    var list = wire.send("GET", MAPS + "?resourceVersion=1&resourceVersionMatch=Exact", "");
    assertThat(list.statusCode()).isEqualTo(410);
  }

  @Test
  void historyIsBounded() throws Exception {
    var from = wire.get(MAPS).at("/metadata/resourceVersion").asText();
    for (int i = 0; i < 30; i++) {
      make("m" + i, "");
    }
    assertThat(watch("resourceVersion=" + from).getFirst().path("type").asText())
        .isEqualTo("ERROR");
  }

  @Test
  void bookmarksComeWhenAskedFor() throws Exception {
    var events = watch("timeoutSeconds=1&allowWatchBookmarks=true&labelSelector=none=such");
    assertThat(events).isNotEmpty().allMatch(e -> e.path("type").asText().equals("BOOKMARK"));
    assertThat(events.getFirst().at("/object/kind").asText()).isEqualTo("ConfigMap");
    assertThat(events.getFirst().at("/object/metadata/resourceVersion").asLong()).isPositive();
  }

  @Test
  void objectsEnterAndLeaveTheSelection() throws Exception {
    var from = wire.get(MAPS).at("/metadata/resourceVersion").asText();
    make("a", "in");
    wire.patch(MAPS + "/a", "{\"metadata\":{\"labels\":{\"at\":\"out\"}}}");
    wire.patch(MAPS + "/a", "{\"metadata\":{\"labels\":{\"at\":\"in\"}}}");
    wire.send("DELETE", MAPS + "/a", "");
    var events = watch("resourceVersion=" + from + "&timeoutSeconds=1&labelSelector=at=in");
    assertThat(names(events)).containsExactly("ADDED a", "DELETED a", "ADDED a", "DELETED a");
    assertThat(events)
        .extracting(e -> e.at("/object/metadata/resourceVersion").asLong())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void initialEventsEndWithAMark() throws Exception {
    make("a", "x");
    var events =
        watch(
            "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
                + "&labelSelector=at=x&timeoutSeconds=1");
    assertThat(names(events.subList(0, 1))).containsExactly("ADDED a");
    assertThat(events.get(1).at("/object/metadata/annotations").path("k8s.io/initial-events-end"))
        .isEqualTo(Json.literal("{\"a\":\"true\"}").path("a"));
    assertThat(wire.send("GET", MAPS + "?watch=1&sendInitialEvents=true", "").statusCode())
        .isEqualTo(422);
  }

  @Test
  void aReaderThatSleepsIsCutAndStopsNobody() throws Exception {
    try (var asleep = wire.open(MAPS + "?watch=1")) {
      var big = "x".repeat(500_000);
      for (int i = 0; i < 60; i++) {
        var sent = "{\"metadata\":{\"name\":\"big%d\"},\"data\":{\"a\":\"%s\"}}".formatted(i, big);
        assertThat(wire.send("POST", MAPS, sent).statusCode()).isEqualTo(201);
        wire.send("DELETE", MAPS + "/big" + i, "");
      }
      make("last", "");
      assertThat(names(watch("timeoutSeconds=1&fieldSelector=metadata.name=last")))
          .containsExactly("ADDED last");
      assertThat(drained(asleep)).doesNotContain("\"last\"");
    }
  }

  /** What was on its way to a reader before it was cut. */
  private static String drained(java.io.InputStream stream) {
    var all = new StringBuilder();
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        all.append(line);
      }
    } catch (IOException _) {
      return all.toString();
    }
    return all.toString();
  }

  private List<JsonNode> watch(String query) throws IOException, InterruptedException {
    return wire.lines(MAPS + "?watch=1&" + query);
  }

  private void make(String name, String at) throws IOException, InterruptedException {
    var map = "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"at\":\"%s\"}}}".formatted(name, at);
    assertThat(wire.send("POST", MAPS, map).statusCode()).isEqualTo(201);
  }

  private static List<String> names(List<JsonNode> events) {
    return events.stream()
        .map(e -> e.path("type").asText() + " " + e.at("/object/metadata/name").asText())
        .toList();
  }
}
