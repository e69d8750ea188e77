package dev.dormouse.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Dormouse's own resources, applied to a cluster that may have them, or older ones. They stay:
 * another suite may be using them.
 */
final class Definitions {
  private static final List<String> PLURALS =
      List.of("sessions", "sessiontemplates", "flavors", "sessionusers");

  private Definitions() {}

  static void apply(Api api) {
    var definitions = api.resources("/apis/apiextensions.k8s.io/v1/customresourcedefinitions");
    for (var plural : PLURALS) {
      var name = plural + ".dormouse.dev";
      var ours = Json.object(read(plural));
      if (definitions.create(ours).code() == 409) {
        var spec = Json.object("{}");
        spec.set("spec", ours.path("spec"));
        definitions.merge(name, spec.toString()).object();
      }
      try {
        definitions.await(name, "served", Duration.ofSeconds(30), Definitions::served);
        var list = "/apis/dormouse.dev/v1alpha1/" + plural;
        for (int i = 0; api.get(list).code() != 200 && i < 100; i++) {
          Thread.sleep(50);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while " + plural + " was defined", e);
      }
    }
  }

  private static boolean served(JsonNode definition) {
    for (var condition : definition.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Established")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static String read(String plural) {
    var resource = "/META-INF/dormouse/" + plural + ".dormouse.dev-v1.yml";
    try (var yaml = Definitions.class.getResourceAsStream(resource)) {
      if (yaml == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
