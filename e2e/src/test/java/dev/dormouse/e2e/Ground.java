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

/** What all tests of this JVM share: the cluster, and the custom resources of this run's own. */
record Ground(Cluster cluster, Api api, String run) implements AutoCloseable {
  private static final List<String> KINDS = List.of("things", "ruled");
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  static Ground lay() {
    var cluster = Cluster.chosen();
    var run = "r" + UUID.randomUUID().toString().substring(0, 8);
    var ground = new Ground(cluster, Api.of(cluster.config()), run);
    try {
      KINDS.forEach(ground::define);
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

  private void define(String plural) {
    try (var yaml = Ground.class.getResourceAsStream(plural + ".yaml")) {
      if (yaml == null) {
        throw new IllegalStateException(plural + ".yaml isn't beside " + Ground.class);
      }
      var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      definitions().create(Json.tree(text.replace("GROUP", group()))).object();
      definitions()
          .await(plural + "." + group(), "established", Duration.ofSeconds(30), Seen::served);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + plural + ".yaml", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + plural + " was defined", e);
    }
  }

  @Override
  public void close() {
    try (cluster) {
      KINDS.forEach(plural -> definitions().delete(plural + "." + group()).object());
    }
  }
}
