package dev.dormouse.e2e.proxy;

import io.vertx.core.json.JsonObject;

/** The refusals that an API server in trouble gives, as Status objects. */
public enum Fault {
  CONFLICT(409, "Conflict", "the object has been modified", 0),
  /** To a list or a watch: what it asks to go on from has been forgotten. */
  EXPIRED(410, "Expired", "too old resource version", 0),
  TOO_MANY_REQUESTS(429, "TooManyRequests", "too many requests, please try again later", 1),
  INTERNAL_ERROR(500, "InternalError", "an internal error occurred", 0),
  SERVICE_UNAVAILABLE(503, "ServiceUnavailable", "the server is currently unable to answer", 0);

  private final int code;
  private final String reason;
  private final String message;
  private final int retryAfterSeconds;

  Fault(int code, String reason, String message, int retryAfterSeconds) {
    this.code = code;
    this.reason = reason;
    this.message = message;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int code() {
    return code;
  }

  /** What the header Retry-After says; 0 when there is none. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  JsonObject status(Call call) {
    var details =
        new JsonObject()
            .put("name", call.name())
            .put("group", call.group())
            .put("kind", call.kind().split("/", 2)[0]);
    if (retryAfterSeconds > 0) {
      details.put("retryAfterSeconds", retryAfterSeconds);
    }
    return new JsonObject()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("metadata", new JsonObject())
        .put("status", "Failure")
        .put("message", "fault proxy: " + message)
        .put("reason", reason)
        .put("details", details)
        .put("code", code);
  }
}
