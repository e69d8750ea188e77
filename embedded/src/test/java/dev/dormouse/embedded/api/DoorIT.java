package dev.dormouse.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, and what happens to what is no request. */
@ExtendWith(VertxExtension.class)
final class DoorIT {
  /** Kept: Vert.x closes a client that nobody holds any more, in the middle of its call. */
  private final List<HttpClient> clients = new ArrayList<>();

  private ApiServer server;
  private String token;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server =
        ApiServer.start(
            new ApiOptions(folder, 0, InstantSource.system(), (_, _, _, _) -> Optional.empty()));
    token = Files.readString(server.kubeconfig()).replaceFirst("(?s).*token: (\\w+).*", "$1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nobodyComesInWithoutTheToken(Vertx vertx, VertxTestContext test) {
    answer(vertx, HttpMethod.GET, "/api/v1/namespaces", "", "")
        .compose(
            none -> {
              test.verify(() -> assertStatus(none, 401, "Unauthorized"));
              return answer(vertx, HttpMethod.GET, "/livez", "Bearer " + "0".repeat(64), "");
            })
        .onComplete(
            test.succeeding(
                wrong ->
                    test.verify(
                        () -> {
                          assertStatus(wrong, 401, "Unauthorized");
                          test.completeNow();
                        })));
  }

  @Test
  void whatIsNoJsonIsABadRequest(Vertx vertx, VertxTestContext test) {
    answer(vertx, HttpMethod.POST, "/api/v1/namespaces", "Bearer " + token, "{\"kind\": ")
        .onComplete(
            test.succeeding(
                answer ->
                    test.verify(
                        () -> {
                          assertStatus(answer, 400, "BadRequest");
                          test.completeNow();
                        })));
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead(Vertx vertx, VertxTestContext test) {
    String huge = "\"" + "x".repeat(8 * 1024 * 1024) + "\"";
    answer(vertx, HttpMethod.POST, "/api/v1/namespaces", "Bearer " + token, huge)
        .onComplete(
            test.succeeding(
                answer ->
                    test.verify(
                        () -> {
                          assertThat(answer.getInteger("code")).isEqualTo(413);
                          test.completeNow();
                        })));
  }

  private Future<JsonObject> answer(
      Vertx vertx, HttpMethod method, String path, String pass, String body) {
    var client =
        vertx.createHttpClient(new HttpClientOptions().setTrustAll(true).setVerifyHost(false));
    clients.add(client);
    var request =
        new RequestOptions().setMethod(method).setSsl(true).setAbsoluteURI(server.url() + path);
    if (!pass.isEmpty()) {
      request.putHeader("Authorization", pass);
    }
    return client
        .request(request)
        .compose(call -> call.send(Buffer.buffer(body)))
        .compose(response -> response.body())
        .map(Buffer::toJsonObject);
  }

  private static void assertStatus(JsonObject answer, int code, String reason) {
    assertThat(answer.getString("kind")).isEqualTo("Status");
    assertThat(answer.getInteger("code")).isEqualTo(code);
    assertThat(answer.getString("reason")).isEqualTo(reason);
  }
}
