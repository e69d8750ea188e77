package dev.dormouse.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the chart has of the build's is the build's: the CRDs, and in the schema of its values what
 * they let in. {@code -Dchart=write} writes it there.
 */
final class ChartFilesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final List<String> PLURALS =
      List.of("flavors", "sessions", "sessiontemplates", "sessionusers");

  @BeforeAll
  static void write() throws IOException {
    if (!System.getProperty("chart", "").equals("write")) {
      return;
    }
    for (var plural : PLURALS) {
      Files.writeString(Chart.FOLDER.resolve(crd(plural)), generated(plural));
    }
    var schema = Json.object(Chart.read("values.schema.json"));
    for (var one : List.of("flavor", "sessiontemplate", "sessionuser")) {
      ((ObjectNode) schema.path("$defs")).set(one, closed(spec(one + "s")));
    }
    Files.writeString(
        Chart.FOLDER.resolve("values.schema.json"),
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
  }

  @ParameterizedTest
  @FieldSource("PLURALS")
  void theChartsCrdsAreThoseOfTheRecords(String plural) {
    assertThat(Chart.read(crd(plural))).as("-Dchart=write writes it").isEqualTo(generated(plural));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flavor", "sessiontemplate", "sessionuser"})
  void theSchemaOfTheValuesKnowsTheFieldsOfTheRecords(String one) {
    assertThat(Json.tree(Chart.read("values.schema.json")).path("$defs").path(one))
        .as("-Dchart=write writes it")
        .isEqualTo(closed(spec(one + "s")));
  }

  @Test
  void theChartIsOfThisVersion() throws IOException {
    var pom = Files.readString(Path.of("..", "pom.xml"));
    var version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(Json.tree(Chart.read("Chart.yaml")).path("appVersion").asText())
        .isEqualTo(version.group(1));
  }

  private static String crd(String plural) {
    return "crds/%s.dormouse.dev.yaml".formatted(plural);
  }

  private static String generated(String plural) {
    var name = "/META-INF/dormouse/%s.dormouse.dev-v1.yml".formatted(plural);
    try (var yaml = Json.class.getResourceAsStream(name)) {
      if (yaml == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("reading " + name, e);
    }
  }

  private static JsonNode spec(String plural) {
    return Json.tree(generated(plural))
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }

  /**
   * The names and types of a CRD's schema, and no others: the API server prunes what it doesn't
   * know without a word. The rest of the rules is its own to tell.
   */
  private static ObjectNode closed(JsonNode schema) {
    var all = MAPPER.createObjectNode();
    if (schema.has("type") && !schema.path("x-kubernetes-int-or-string").asBoolean()) {
      all.set("type", schema.path("type"));
    }
    if (schema.has("enum")) {
      all.set("enum", schema.path("enum"));
    }
    if (schema.has("description")) {
      all.set("description", schema.path("description"));
    }
    if (schema.path("items").isObject()) {
      all.set("items", closed(schema.path("items")));
    }
    if (schema.path("additionalProperties").isObject()) {
      all.set("additionalProperties", closed(schema.path("additionalProperties")));
    }
    if (schema.path("anyOf") instanceof ArrayNode any) {
      all.set("anyOf", any);
    }
    if (schema.has("properties")) {
      var properties = all.putObject("properties");
      schema
          .path("properties")
          .properties()
          .forEach(one -> properties.set(one.getKey(), closed(one.getValue())));
      if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        all.put("additionalProperties", false);
      }
    }
    return all;
  }
}
