package dev.dormouse.e2e;

import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all tests of this JVM share: the cluster, and the custom resources of this run's own. */
record Ground(Cluster cluster, Api api, String run) implements AutoCloseable {
  private static final List<String> KINDS = List.of("things", "ruled");
  private static final List<String> OURS =
      List.of("sessions", "sessiontemplates", "flavors", "sessionusers");
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  static Ground lay() {
    var cluster = Cluster.chosen();
    var run = "r" + UUID.randomUUID().toString().substring(0, 8);
    var ground = new Ground(cluster, Api.of(cluster.config()), run);
    try {
      KINDS.forEach(plural -> ground.define(plural, read(plural + ".yaml", "GROUP")));
      OURS.forEach(
          plural ->
              ground.define(
                  plural,
                  read("/META-INF/dormouse/" + plural + ".dormouse.dev-v1.yml", "dormouse.dev")));
      return ground;
    } catch (RuntimeException | AssertionError broken) {
      cluster.close();
      throw broken;
    }
  }

  /** The API group of this run: several runs may share a cluster. */
  String group() {
    return run + ".contract.dormouse.dev";
  }

  private Resources definitions() {
    return api.resources(DEFINITIONS);
  }

  private void define(String plural, Function<String, String> yamlInGroup) {
    var definition = definitions().create(Json.tree(yamlInGroup.apply(group()))).object();
    try {
      definitions()
          .await(plural + "." + group(), "established", Duration.ofSeconds(30), Seen::served);
      // Established and served is still not stored: for a moment lists are refused with a 429.
      var version = definition.at("/spec/versions/0/name").asText();
      var list = "/apis/" + group() + "/" + version + "/" + plural;
      Eventually.holds(plural + " can be listed", () -> api.get(list).code() == 200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + plural + " was defined", e);
    }
  }

  /** A definition's text, for whichever group takes the place of its own. */
  private static Function<String, String> read(String resource, String group) {
    try (var yaml = Ground.class.getResourceAsStream(resource)) {
      if (yaml == null) {
        throw new IllegalStateException(resource + " isn't there for " + Ground.class);
      }
      var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      return other -> text.replace(group, other);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }

  @Override
  public void close() {
    try (cluster) {
      Stream.concat(KINDS.stream(), OURS.stream())
          .forEach(plural -> definitions().delete(plural + "." + group()).object());
    }
  }
}
