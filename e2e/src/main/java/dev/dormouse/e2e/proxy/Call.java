package dev.dormouse.e2e.proxy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * One call to the API server: who asks for what.
 *
 * @param client whose kubeconfig it came by; empty when it came without one
 * @param kind the plural name of the resource and, after a slash, of its subresource; for a path
 *     that is no resource's, such as {@code /version}, the path
 * @param group the API group; empty for the core group
 * @param namespace empty for what has none
 * @param name empty when the call is about all objects
 */
public record Call(
    String client, Verb verb, String group, String kind, String namespace, String name) {

  /**
   * The call that a request line stands for; a path of this form names its client: /as/x/api/v1.
   */
  static Call of(String method, String uri) {
    var query = uri.indexOf('?');
    var path = query < 0 ? uri : uri.substring(0, query);
    var watch = query >= 0 && uri.substring(query).matches(".*[?&]watch=(true|1)(&.*)?");
    var parts = new ArrayDeque<>(Arrays.asList(path.substring(1).split("/")));
    var client = "";
    if ("as".equals(parts.peek()) && parts.size() > 1) {
      parts.pop();
      client = parts.pop();
    }
    return of(client, method, watch, parts);
  }

  private static Call of(String client, String method, boolean watch, Deque<String> parts) {
    var path = "/" + String.join("/", parts);
    var root = next(parts);
    var group = root.equals("apis") ? next(parts) : "";
    next(parts);
    var resource = !parts.isEmpty() && (root.equals("api") || root.equals("apis"));
    if (!resource) {
      return new Call(client, Verb.of(method, true, false), group, path, "", "");
    }
    var namespace = "";
    if (parts.size() > 2 && parts.getFirst().equals("namespaces") && !isSubresource(parts)) {
      parts.pop();
      namespace = parts.pop();
    }
    var plural = next(parts);
    var name = next(parts);
    var kind = parts.isEmpty() ? plural : plural + "/" + parts.pop();
    return new Call(client, Verb.of(method, !name.isEmpty(), watch), group, kind, namespace, name);
  }

  /** A namespace's own status and finalizers look like resources in it. */
  private static boolean isSubresource(Deque<String> parts) {
    return parts.size() == 3
        && (parts.getLast().equals("status") || parts.getLast().equals("finalize"));
  }

  private static String next(Deque<String> parts) {
    return parts.isEmpty() ? "" : parts.pop();
  }
}
