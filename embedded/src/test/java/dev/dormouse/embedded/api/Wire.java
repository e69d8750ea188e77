package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.embedded.api.store.Json;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Bare HTTP to a server, with its token. */
record Wire(HttpClient client, URI url, String token) {

  static Wire to(ApiServer server) throws Exception {
    var config = Config.fromKubeconfig(server.kubeconfig().toFile());
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, SSLUtils.trustManagers(config), null);
    var client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1);
    return new Wire(client.build(), server.url(), config.getAutoOAuthToken());
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .headers(json(headers));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(String path, String... headers) throws IOException, InterruptedException {
    return tree(send("GET", path, "", headers).body());
  }

  HttpResponse<String> patch(String path, String patch) throws IOException, InterruptedException {
    return send("PATCH", path, patch, "Content-Type", "application/merge-patch+json");
  }

  /** All events of a watch, until it ends. */
  List<JsonNode> lines(String path) throws IOException, InterruptedException {
    var trees = new ArrayList<JsonNode>();
    for (var line : send("GET", path, "").body().lines().toList()) {
      trees.add(tree(line));
    }
    return trees;
  }

  /** A body that is not read yet. */
  InputStream open(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static String[] json(String... headers) {
    return headers.length > 0 ? headers : new String[] {"Content-Type", "application/json"};
  }

  private static JsonNode tree(String text) throws IOException {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
