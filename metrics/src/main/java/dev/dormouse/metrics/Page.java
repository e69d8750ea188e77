package dev.dormouse.metrics;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer of the operations server. */
record Page(int status, String type, String text) {
  static final String PLAIN = "text/plain; charset=utf-8";

  private static final Logger log = LoggerFactory.getLogger(Page.class);

  /** Writes a page for what a client says it accepts. */
  interface Writer {
    Page write(String accept);
  }

  /** What the writer wrote, or that it failed: a client is never left waiting. */
  static Page written(Writer writer, String accept) {
    try {
      return writer.write(accept);
    } catch (RuntimeException bug) {
      log.atError().setCause(bug).log("an operations page could not be written");
      return new Page(500, PLAIN, "this page could not be written; the log says why\n");
    }
  }

  /** {@code ok}, or each check that fails, one a line. */
  static Page readiness(List<String> failed) {
    return failed.isEmpty()
        ? new Page(200, PLAIN, "ok\n")
        : new Page(503, PLAIN, String.join("\n", failed) + "\n");
  }

  void sendTo(HttpServerResponse response) {
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(status).putHeader("Content-Type", type);
      var _ = response.end(text);
    }
  }
}
