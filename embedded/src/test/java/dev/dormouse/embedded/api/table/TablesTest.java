package dev.dormouse.embedded.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-5S,0s",
    "PT119S,119s",
    "PT2M,2m",
    "PT5M2S,5m2s",
    "PT10M5S,10m",
    "PT179M,179m",
    "PT3H,3h",
    "PT7H5M,7h5m",
    "PT47H,47h",
    "P2DT4H,2d4h",
    "P8DT4H,8d",
    "P800D,2y70d",
    "P3000D,8y"
  })
  void agesAreToldAsKubectlDoes(Duration age, String told) {
    assertThat(Age.words(age)).isEqualTo(told);
  }

  @Test
  void pathsFindWhatTheyName() {
    var object =
        Json.literal(
            """
            {"a": {"b.c": 1, "list": [{"type": "A", "v": "x"}, {"type": "B", "v": "y"}]}}
            """);
    assertThat(new JsonPath(".a.list[?(@.type==\"B\")].v").in(object).asText()).isEqualTo("y");
    assertThat(new JsonPath(".a.list[0].v").in(object).asText()).isEqualTo("x");
    assertThat(new JsonPath(".a.b\\.c").in(object).asInt()).isEqualTo(1);
    assertThat(new JsonPath(".a['b.c']").in(object).asInt()).isEqualTo(1);
    assertThat(new JsonPath(".a.nope.v").in(object).isMissingNode()).isTrue();
  }

  @Test
  void aPodIsSummedUpByItsContainers() {
    assertThat(status("{'phase':'Pending'}")).isEqualTo("Pending");
    assertThat(status("{'phase':'Failed','reason':'Evicted'}")).isEqualTo("Evicted");
    assertThat(status("{'phase':'Running','containerStatuses':[" + RUNNING + "]}"))
        .isEqualTo("Running");
    assertThat(
            status(
                "{'phase':'Running','containerStatuses':[{'state':"
                    + "{'waiting':{'reason':'CrashLoopBackOff'}}}]}"))
        .isEqualTo("CrashLoopBackOff");
    assertThat(
            status(
                "{'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':3}}}]}"))
        .isEqualTo("ExitCode:3");
    assertThat(status("{'phase':'Pending','initContainerStatuses':[{'state':{'running':{}}}]}"))
        .isEqualTo("Init:0/0");
  }

  @Test
  void restartsSayWhenTheLastOneWas() {
    var pod =
        pod(
            "{'containerStatuses':[{'restartCount':2,'lastState':{'terminated':"
                + "{'finishedAt':'2026-11-21T11:55:00Z'}}}]}");
    assertThat(new PodSummary(pod).restarts(NOW)).isEqualTo("2 (5m ago)");
    assertThat(new PodSummary(pod("{}")).restarts(NOW)).isEqualTo("0");
  }

  private static final String RUNNING = "{'ready':true,'state':{'running':{}}}";

  private static String status(String status) {
    return new PodSummary(pod(status)).status();
  }

  private static ObjectNode pod(String status) {
    return Json.literal("{\"status\":" + status.replace('\'', '"') + "}");
  }
}
