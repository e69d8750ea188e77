package dev.dormouse.e2e.wire;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An API server, one call at a time: nothing is retried, cached or smoothed. */
public final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final String server;
  private final List<String> headers;

  private Api(HttpClient http, String server, List<String> headers) {
    this.http = http;
    this.server = server;
    this.headers = List.copyOf(headers);
  }

  /** The API server that a kubeconfig names. */
  public static Api of(Config config) {
    var credentials = new Credentials(config);
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .sslContext(credentials.tls())
            .build();
    var server = config.getMasterUrl().replaceFirst("/$", "");
    var api = new Api(http, server, List.of("Accept", "application/json"));
    return credentials.authorization().map(value -> api.with("Authorization", value)).orElse(api);
  }

  /** The same API server, called with one more header, or with another value of it. */
  public Api with(String header, String value) {
    var all = new ArrayList<String>();
    for (int i = 0; i < headers.size(); i += 2) {
      if (!headers.get(i).equalsIgnoreCase(header)) {
        all.addAll(headers.subList(i, i + 2));
      }
    }
    all.add(header);
    all.add(value);
    return new Api(http, server, all);
  }

  /** One collection of objects, by its path: {@code /api/v1/namespaces/x/pods}. */
  public Resources resources(String path) {
    return new Resources(this, path);
  }

  public Answer get(String path) {
    return call("GET", path, "application/json", "");
  }

  /** One call with a body; an empty one is none. */
  public Answer call(String method, String path, String mediaType, String body) {
    var request =
        request(path)
            .timeout(PATIENCE)
            .header("Content-Type", mediaType)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return Answer.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method + " " + path, e);
    }
  }

  /** Opens a watch: the path has its query already. */
  public Watching watch(String path) {
    return Watching.open(http, request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .headers(headers.toArray(String[]::new));
  }
}
