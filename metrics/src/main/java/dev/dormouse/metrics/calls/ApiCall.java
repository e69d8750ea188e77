package dev.dormouse.metrics.calls;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a call asks the API server for, in words from closed lists: no address holds a name by the
 * time that it is one of these.
 *
 * @param verb as in RBAC: get, list, watch, create, update, patch, delete; else other
 * @param kind the plural of what it is about; other
 */
record ApiCall(String verb, String kind) {
  private static final String OTHER = "other";

  private static final Set<String> KINDS =
      Set.of(
          "sessions",
          "sessiontemplates",
          "flavors",
          "sessionusers",
          "pods",
          "persistentvolumeclaims",
          "secrets",
          "configmaps",
          "namespaces",
          "nodes",
          "events",
          "leases");

  /** What their codes are called: those that an API server answers with. */
  private static final Set<Integer> CODES =
      Set.of(
          101, 200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429, 500,
          502, 503, 504);

  private static final Map<String, String> CHANGING =
      Map.of("POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

  static ApiCall of(String method, URI address) {
    var path = List.of(address.getPath().replaceFirst("^/+", "").split("/"));
    var inGroup = resource(path);
    if (inGroup.isEmpty()) {
      return new ApiCall(verb(method, address, true), OTHER);
    }
    return new ApiCall(verb(method, address, inGroup.size() > 1), kind(path, inGroup.getFirst()));
  }

  static String code(int status) {
    return CODES.contains(status) ? Integer.toString(status) : OTHER;
  }

  /**
   * From the resource's plural on: behind api/v1 or apis/GROUP/VERSION, and behind the namespace
   * where it is in one.
   */
  private static List<String> resource(List<String> path) {
    int begin =
        switch (path.getFirst()) {
          case "api" -> 2;
          case "apis" -> 3;
          default -> path.size();
        };
    var rest = path.subList(Math.min(begin, path.size()), path.size());
    return rest.size() > 2 && rest.getFirst().equals("namespaces")
        ? rest.subList(2, rest.size())
        : rest;
  }

  private static String kind(List<String> path, String plural) {
    if (path.get(1).equals("metrics.k8s.io")) {
      return "podmetrics";
    }
    return KINDS.contains(plural) ? plural : OTHER;
  }

  private static String verb(String method, URI address, boolean named) {
    var asked = method.toUpperCase(Locale.ROOT);
    if (!asked.equals("GET")) {
      return CHANGING.getOrDefault(asked, OTHER);
    }
    var query = address.getQuery() == null ? "" : address.getQuery();
    return List.of(query.split("&")).contains("watch=true") ? "watch" : named ? "get" : "list";
  }
}
