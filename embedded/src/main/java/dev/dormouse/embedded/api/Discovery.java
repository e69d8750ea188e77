package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Kinds;
import dev.dormouse.embedded.api.store.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a client learns about the server before it asks for an object. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> PART_VERBS = List.of("get", "patch", "update");

  /** The subresources that are no status. */
  private static final Map<String, Map<String, String>> PARTS =
      Map.of("pods", Map.of("log", "get", "binding", "create"));

  private final Kinds kinds;

  Discovery(Kinds kinds) {
    this.kinds = kinds;
  }

  static ObjectNode version() {
    return Json.literal(
        """
        {"major": "1", "minor": "36", "gitVersion": "v1.36.0-dormouse.embedded",
         "gitCommit": "", "gitTreeState": "", "buildDate": "1970-01-01T00:00:00Z",
         "goVersion": "java", "compiler": "javac", "platform": "jvm"}
        """);
  }

  static ObjectNode core() {
    return Json.literal(
        """
        {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []}
        """);
  }

  ObjectNode groups() {
    var list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    var groups = list.putArray("groups");
    served().keySet().stream()
        .filter(v -> v.contains("/"))
        .map(Discovery::group)
        .forEach(groups::add);
    return list;
  }

  /** What is said at {@code /api/V}, {@code /apis/G} and {@code /apis/G/V}. */
  ObjectNode at(String path) {
    var words = path.split("/", -1);
    return words.length == 4
        ? resources(words[2] + "/" + words[3])
        : words[1].equals("api") ? resources(words[2]) : named(words[2]);
  }

  /** One group, with its one version. */
  private ObjectNode named(String name) {
    var version =
        served().keySet().stream()
            .filter(served -> served.startsWith(name + "/"))
            .findFirst()
            .orElseThrow(Refusal::noSuchPath);
    return group(version).put("kind", "APIGroup").put("apiVersion", "v1");
  }

  /** The resources of one group and version. */
  private ObjectNode resources(String apiVersion) {
    var list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", apiVersion);
    var resources = list.putArray("resources");
    served(apiVersion).forEach(kind -> addResources(kind, resources));
    return list;
  }

  /** Where the document of each group and version lies. */
  ObjectNode openApi() {
    var index = Json.object();
    var paths = index.putObject("paths");
    for (var apiVersion : served().keySet()) {
      var path = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
    }
    return index;
  }

  /** Just enough for kubectl to see that the server itself finds unknown fields. */
  ObjectNode openApi(String path) {
    var document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Dormouse embedded").put("version", "v1.36.0");
    var paths = document.putObject("paths");
    var apiVersion = path.substring(path.indexOf('/') + 1);
    for (var kind : served(apiVersion)) {
      var scope = kind.is(Trait.NAMESPACED) ? "/namespaces/{namespace}/" : "/";
      var patch =
          paths.putObject("/" + path + scope + kind.plural() + "/{name}").putObject("patch");
      patch
          .putObject("x-kubernetes-group-version-kind")
          .put("group", kind.group())
          .put("version", kind.version())
          .put("kind", kind.name());
      patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
    }
    document.putObject("components").putObject("schemas");
    return document;
  }

  private Map<String, List<Kind>> served() {
    var served = new TreeMap<String, List<Kind>>();
    for (var kind : kinds.all()) {
      served.merge(kind.apiVersion(), List.of(kind), Discovery::both);
    }
    return served;
  }

  private List<Kind> served(String apiVersion) {
    var found = served().get(apiVersion);
    if (found == null) {
      throw Refusal.noSuchPath();
    }
    return found;
  }

  private static List<Kind> both(List<Kind> some, List<Kind> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static ObjectNode group(String apiVersion) {
    var slash = apiVersion.indexOf('/');
    var version =
        Json.object()
            .put("groupVersion", apiVersion)
            .put("version", apiVersion.substring(slash + 1));
    var group = Json.object().put("name", apiVersion.substring(0, slash));
    group.putArray("versions").add(version);
    group.set("preferredVersion", version);
    return group;
  }

  private static void addResources(Kind kind, ArrayNode resources) {
    var main = resource(kind, kind.plural(), VERBS).put("singularName", kind.singular());
    if (!kind.shortNames().isEmpty()) {
      main.set("shortNames", Json.strings(kind.shortNames()));
    }
    if (!kind.categories().isEmpty()) {
      main.set("categories", Json.strings(kind.categories()));
    }
    resources.add(main);
    if (kind.is(Trait.STATUS)) {
      resources.add(resource(kind, kind.plural() + "/status", PART_VERBS));
    }
    if (kind.group().isEmpty()) {
      PARTS
          .getOrDefault(kind.plural(), Map.of())
          .forEach((p, v) -> resources.add(resource(kind, kind.plural() + "/" + p, List.of(v))));
    }
  }

  private static ObjectNode resource(Kind kind, String name, List<String> verbs) {
    var resource = Json.object().put("name", name).put("singularName", "");
    resource.put("namespaced", kind.is(Trait.NAMESPACED)).put("kind", kind.name());
    resource.set("verbs", Json.strings(verbs));
    return resource;
  }
}
