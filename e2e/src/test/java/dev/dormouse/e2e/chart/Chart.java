package dev.dormouse.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart of this checkout, rendered. */
public final class Chart {
  /** Where it is. */
  public static final Path FOLDER = Path.of("..", "helm", "dormouse").toAbsolutePath().normalize();

  private static final String KUBERNETES = "1.36.0";

  private Chart() {}

  /** Rendered with these values, and an image if they name none, into namespace {@code rest}. */
  static Rendered rendered(String values) throws IOException {
    var output =
        new Helm(withHooksShown())
            .template()
            .withKubeVersion(KUBERNETES)
            .withName("dm")
            .withNamespace("rest")
            .withValuesFile(file(values))
            .call();
    return new Rendered(
        Stream.of(output.split("(?m)^---$")).map(Json::tree).filter(JsonNode::isObject).toList());
  }

  /** What the person who installs it with these values reads. */
  static String notes(String values) throws IOException {
    return new Helm(FOLDER)
        .install()
        .clientOnly()
        .withDryRunOption(DryRun.CLIENT)
        .withKubeVersion(KUBERNETES)
        .withName("dm")
        .withNamespace("rest")
        .withValuesFile(file(values))
        .call()
        .getOutput();
  }

  /** Why these values aren't taken. */
  static String refusal(String values) throws IOException {
    try {
      rendered(values);
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getMessage());
    }
    throw new AssertionError("taken: " + values);
  }

  private static Path file(String values) throws IOException {
    var tree = Json.object(values);
    if (!tree.has("image")) {
      tree.putObject("image").put("repository", "dormouse.test/dormouse");
    }
    return Files.writeString(Files.createTempFile("values", ".yaml"), tree.toString());
  }

  /** Helm as a library doesn't show what is a hook: in a copy nothing is one. */
  private static Path withHooksShown() throws IOException {
    var copy = Files.createTempDirectory("chart");
    try (var files = Files.walk(FOLDER)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = copy.resolve(FOLDER.relativize(file));
        Files.createDirectories(target.resolveSibling(""));
        Files.writeString(target, Files.readString(file).replace("helm.sh/hook", "shown/hook"));
      }
    }
    return copy;
  }

  /** The objects of a rendering. */
  record Rendered(List<JsonNode> objects) {

    List<JsonNode> of(String kind) {
      return objects.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
    }

    JsonNode one(String kind, String name) {
      return of(kind).stream()
          .filter(one -> one.at("/metadata/name").asText().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    boolean has(String kind, String name) {
      return of(kind).stream().anyMatch(one -> one.at("/metadata/name").asText().equals(name));
    }

    /** The specs of all pods that come of it. */
    List<JsonNode> pods() {
      return objects.stream()
          .map(
              one ->
                  one.at(one.path("kind").asText().equals("Pod") ? "/spec" : "/spec/template/spec"))
          .filter(one -> one.path("containers").isArray())
          .toList();
    }

    /** The pods that a selector means, by its labels. */
    List<JsonNode> podsOf(JsonNode labels) {
      return objects.stream()
          .map(one -> one.path("kind").asText().equals("Pod") ? one : one.at("/spec/template"))
          .filter(one -> one.at("/spec/containers").isArray())
          .filter(one -> has(one.at("/metadata/labels"), labels))
          .toList();
    }

    private static boolean has(JsonNode all, JsonNode some) {
      return some.propertyStream().allMatch(one -> one.getValue().equals(all.path(one.getKey())));
    }

    JsonNode broker() {
      return one("Deployment", "dm-broker").at("/spec/template/spec");
    }

    /** The broker's settings. */
    JsonNode settings() {
      return Json.tree(one("ConfigMap", "dm-broker").at("/data/broker.yaml").asText());
    }
  }

  /** A file of the chart. */
  static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the chart's " + name, e);
    }
  }
}
