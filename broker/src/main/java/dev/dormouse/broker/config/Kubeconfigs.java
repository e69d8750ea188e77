package dev.dormouse.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dormouse.broker.config.BrokerConfig.Kubeconfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that say which cluster: they are there, are kubeconfigs, and name one. Whether it
 * answers is seen later.
 */
final class Kubeconfigs {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Kubeconfigs() {}

  /** The one that was given, or else what kubectl would find; refuses when that is nothing. */
  static Kubeconfig read(Given given, Map<String, String> environment) throws BadConfig {
    if (!given.values().isEmpty()) {
      var file = KeyFiles.readable(given, given.path());
      check(given, List.of(file));
      return new Kubeconfig.In(file);
    }
    var listed = environment.getOrDefault("KUBECONFIG", "").strip();
    if (!listed.isEmpty()) {
      var files = Stream.of(listed.split(File.pathSeparator)).filter(one -> !one.isEmpty());
      checkListed(new Given(Setting.KUBECONFIG, "KUBECONFIG", "", Path.of(""), files.toList()));
    } else {
      checkUsual(given, environment);
    }
    return new Kubeconfig.Usual();
  }

  /** Of several, those that aren't there are passed over, as kubectl does it. */
  private static void checkListed(Given given) throws BadConfig {
    var files = new ArrayList<>(given.values().stream().map(given::path).toList());
    if (files.stream().anyMatch(Files::exists)) {
      files.removeIf(file -> !Files.exists(file));
    }
    for (var file : files) {
      KeyFiles.readable(given, file);
    }
    check(given, files);
  }

  private static void checkUsual(Given given, Map<String, String> environment) throws BadConfig {
    var usual = Path.of(environment.getOrDefault("HOME", "/nonexistent"), ".kube", "config");
    if (Files.exists(usual)) {
      check(given, List.of(KeyFiles.readable(given, usual)));
    } else if (!environment.containsKey("KUBERNETES_SERVICE_HOST")
        && !environment.containsKey("KUBERNETES_MASTER")) {
      throw new BadConfig(
          "kubeconfig is missing: give %s (in the config file, %s or KUBECONFIG); there is no %s, and this is no pod"
              .formatted(given.setting().bounds(), given.setting().variable(), usual));
    }
  }

  private static void check(Given given, List<Path> files) throws BadConfig {
    var current = new ArrayList<String>();
    var clusterOf = new HashMap<String, String>();
    var clusters = new HashSet<String>();
    for (var file : files) {
      var tree = tree(given, file);
      current.add(tree.path("current-context").asText());
      for (var one : tree.path("contexts")) {
        clusterOf.putIfAbsent(
            one.path("name").asText(), one.path("context").path("cluster").asText());
      }
      for (var one : tree.path("clusters")) {
        clusters.add(one.path("name").asText());
      }
    }
    if (current.stream().noneMatch(one -> clusters.contains(clusterOf.getOrDefault(one, "")))) {
      throw given.badFile(
          files.getFirst(),
          "whose current-context \"%s\" leads to no cluster: kubectl config use-context chooses one"
              .formatted(current.getFirst()));
    }
  }

  private static JsonNode tree(Given given, Path file) throws BadConfig {
    try {
      var tree = YAML.readTree(file.toFile());
      if (tree.has("clusters") || tree.has("contexts") || tree.has("users")) {
        return tree;
      }
      throw given.badFile(file, "which is no kubeconfig: it names no clusters");
    } catch (JsonProcessingException problem) {
      var line = problem.getLocation() == null ? 1 : problem.getLocation().getLineNr();
      throw given.badFile(file, "which is no kubeconfig: it is no YAML at line %d".formatted(line));
    } catch (IOException problem) {
      throw given.badFile(file, "which can't be read: " + problem.getMessage());
    }
  }
}
