package dev.dormouse.reaper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dormouse.metrics.audit.Destination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that can be set about a reaper, by a file whose keys are those of the broker's that both
 * have, or by DORMOUSE_ and the key in the environment, which wins.
 *
 * @param operations where /livez, /readyz and /metrics are; port 0 is any free one. Usually
 *     0.0.0.0:9465
 * @param id of this reaper among those that stand for election; usually the host's name
 * @param kubeconfig the file that says which cluster; empty is as kubectl finds it
 * @param namespace where users, templates, flavors and leases are; usually dormouse
 * @param userNamespaces what the names of the users' own namespaces begin with; usually dormouse-
 * @param audit where it is told which sessions are put to sleep; usually nowhere
 */
public record ReaperConfig(
    InetSocketAddress operations,
    String id,
    String kubeconfig,
    String namespace,
    String userNamespaces,
    Destination audit) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[^:]+|\\[[^]]+]):(?<port>[0-9]{1,5})");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

  /** That something given can't be; says what would be right. */
  public static final class Bad extends Exception {
    private static final long serialVersionUID = 1;

    Bad(String sentence) {
      super(sentence);
    }

    public String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * From a YAML file, over which the environment wins.
   *
   * @throws Bad when something in them can't be
   */
  public static ReaperConfig read(Path file, Map<String, String> environment) throws Bad {
    var given = new LinkedHashMap<String, String>();
    for (var one : yaml(file).properties()) {
      if (!one.getValue().isValueNode()) {
        throw new Bad("%s in %s is more than a value".formatted(one.getKey(), file));
      }
      given.put(one.getKey(), one.getValue().asText());
    }
    return of(given, environment, file.toAbsolutePath().resolveSibling(""));
  }

  /** From the environment alone. */
  public static ReaperConfig read(Map<String, String> environment) throws Bad {
    return of(new LinkedHashMap<>(), environment, Path.of(""));
  }

  private static JsonNode yaml(Path file) throws Bad {
    try (var in = Files.newBufferedReader(file)) {
      var read = new YAMLMapper().readTree(in);
      if (read == null || read.isMissingNode() || read.isNull() || read.isObject()) {
        return read == null || !read.isObject() ? new YAMLMapper().createObjectNode() : read;
      }
      throw new Bad(
          "the config file \"%s\" isn't keys and values, like namespace: dormouse".formatted(file));
    } catch (JsonProcessingException broken) {
      throw new Bad(
          "the config file \"%s\" is no YAML at line %d"
              .formatted(
                  file, broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()));
    } catch (NoSuchFileException missing) {
      throw new Bad("the config file \"%s\" can't be read: it isn't there".formatted(file));
    } catch (IOException broken) {
      throw new Bad(
          "the config file \"%s\" can't be read: %s".formatted(file, broken.getMessage()));
    }
  }

  private static ReaperConfig of(
      Map<String, String> file, Map<String, String> environment, Path folder) throws Bad {
    var given = new Given(file, environment);
    var operations = given.take("operations", "0.0.0.0:9465");
    var id = given.take("id", host(environment));
    var kubeconfig = given.take("kubeconfig", "");
    var namespace = given.take("namespace", "dormouse");
    var prefix = given.take("userNamespaces", "dormouse-");
    var audit = Destination.of(given.take("audit", "none"), folder);
    given.none();
    if (!audit.problem().isEmpty()) {
      throw new Bad("audit names \"%s\", %s".formatted(audit.text(), audit.problem()));
    }
    if (!kubeconfig.isEmpty()) {
      var path = folder.resolve(kubeconfig);
      if (!Files.isReadable(path)) {
        throw new Bad(
            "kubeconfig names \"%s\", which isn't there or can't be read".formatted(path));
      }
      kubeconfig = path.toString();
    }
    return new ReaperConfig(
        address(operations),
        matched("id", id, ID, "1 to 63 of a-z, 0-9, dots and hyphens"),
        kubeconfig,
        matched("namespace", namespace, LABEL, "1 to 63 of a-z, 0-9 and hyphens"),
        matched("userNamespaces", prefix, PREFIX, "1 to 31 of a-z, 0-9 and hyphens"),
        audit);
  }

  /**
   * HOSTNAME is what Kubernetes sets, and what no shell passes on. Two reapers of one name would
   * both take themselves for the one that leads.
   */
  private static String host(Map<String, String> environment) {
    var named = environment.getOrDefault("HOSTNAME", "").strip();
    try {
      var name = named.isEmpty() ? InetAddress.getLocalHost().getHostName() : named;
      return name.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException nameless) {
      return "reaper";
    }
  }

  private static InetSocketAddress address(String given) throws Bad {
    var read = ADDRESS.matcher(given);
    if (!read.matches() || Integer.parseInt(read.group("port")) > 65_535) {
      throw new Bad("operations is \"%s\": give HOST:PORT, like 0.0.0.0:9465".formatted(given));
    }
    return new InetSocketAddress(read.group("host"), Integer.parseInt(read.group("port")));
  }

  private static String matched(String key, String given, Pattern pattern, String bounds)
      throws Bad {
    if (!pattern.matcher(given).matches()) {
      throw new Bad("%s is \"%s\": give %s".formatted(key, given, bounds));
    }
    return given;
  }

  private record Given(Map<String, String> file, Map<String, String> environment) {
    String take(String key, String standard) {
      var variable = "DORMOUSE_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      var inFile = file.remove(key);
      return environment.getOrDefault(variable, inFile == null ? standard : inFile);
    }

    void none() throws Bad {
      if (!file.isEmpty()) {
        throw new Bad(
            ("there is no key \"%s\": there are operations, id, kubeconfig, namespace,"
                    + " userNamespaces and audit")
                .formatted(file.keySet().iterator().next()));
      }
    }
  }
}
