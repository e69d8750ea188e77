package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is answered with a {@code Status} of failure, in Kubernetes' own words. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;
  private final transient ObjectNode status;

  private Refusal(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    status = status("Failure").put("message", message);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", code);
  }

  /**
   * One thing that is wrong with an object: Kubernetes' reason, the field's path and a sentence.
   */
  public record Cause(String reason, String field, String message) {}

  public int code() {
    return code;
  }

  /** A path that the server of no group knows: under /apis nobody is left to say so in a Status. */
  public boolean ofNoServer() {
    return code == 404 && !status.has("details");
  }

  public ObjectNode status() {
    return status;
  }

  public static ObjectNode status(String outcome) {
    var status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", outcome);
  }

  public static Refusal of(int code, String reason, String message) {
    return new Refusal(code, reason, message, Json.object());
  }

  public static Refusal badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  public static Refusal noSuchPath() {
    return of(404, "NotFound", "the server could not find the requested resource");
  }

  public static Refusal methodNotAllowed() {
    return of(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  public static Refusal unsupportedMediaType(String message) {
    return of(415, "UnsupportedMediaType", message);
  }

  /** The version that a list or watch starts from has left the history. */
  public static Refusal expired(String message) {
    return of(410, "Expired", message);
  }

  public static Refusal notFound(Kind kind, String name) {
    return new Refusal(
        404,
        "NotFound",
        "%s \"%s\" not found".formatted(kind.resource(), name),
        details(kind, name));
  }

  public static Refusal alreadyExists(Kind kind, Meta there) {
    return new Refusal(
        409,
        "AlreadyExists",
        "%s%s \"%s\" already exists"
            .formatted(
                there.deleting() ? "object is being deleted: " : "", kind.resource(), there.name()),
        details(kind, there.name()));
  }

  public static Refusal conflict(Kind kind, String name, String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why),
        details(kind, name));
  }

  /** A precondition of a deletion that doesn't hold: the real server names the kind here. */
  public static Refusal preconditionFailed(Kind kind, String name, String why) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.qualified(), name, why),
        details(kind, name).put("kind", kind.name()));
  }

  public static Refusal forbidden(Kind kind, String name, String why, Cause... causes) {
    return new Refusal(
        403,
        "Forbidden",
        "%s \"%s\" is forbidden: %s".formatted(kind.resource(), name, why),
        with(details(kind, name), List.of(causes)));
  }

  /** Here, and only here, the real server says "invalid" of the resource. */
  static Refusal unversioned(Kind kind, String name) {
    var why = "Invalid value: 0: must be specified for an update";
    var cause = new Cause("FieldValueInvalid", "metadata.resourceVersion", why);
    return new Refusal(
        422,
        "Invalid",
        "%s \"%s\" is invalid: metadata.resourceVersion: %s".formatted(kind.resource(), name, why),
        with(details(kind, name), List.of(cause)));
  }

  public static Refusal invalid(Kind kind, String name, List<Cause> causes) {
    var sentences = causes.stream().map(c -> c.field() + ": " + c.message()).distinct().toList();
    var told =
        sentences.size() == 1
            ? sentences.getFirst()
            : sentences.stream().collect(Collectors.joining(", ", "[", "]"));
    return new Refusal(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(kind.qualified(), name, told),
        with(details(kind, name).put("kind", kind.name()), causes));
  }

  /** An option of a list or a watch that may not stand there. */
  public static Refusal forbiddenOption(String field, String why) {
    var cause = new Cause("FieldValueForbidden", field, "Forbidden: " + why);
    var details = Json.object().put("group", "meta.k8s.io").put("kind", "ListOptions");
    return new Refusal(
        422,
        "Invalid",
        "ListOptions.meta.k8s.io \"\" is invalid: %s: %s".formatted(field, cause.message()),
        with(details, List.of(cause)));
  }

  public static Refusal tooLargeVersion(long asked, long current) {
    var cause = new Cause("ResourceVersionTooLarge", "", "Too large resource version");
    return new Refusal(
        504,
        "Timeout",
        "Timeout: Too large resource version: %d, current: %d".formatted(asked, current),
        with(Json.object(), List.of(cause)).put("retryAfterSeconds", 1));
  }

  private static ObjectNode details(Kind kind, String name) {
    var details = Json.object();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    return details.put("kind", kind.plural());
  }

  private static ObjectNode with(ObjectNode details, List<Cause> causes) {
    if (!causes.isEmpty()) {
      var list = details.putArray("causes");
      for (var cause : causes) {
        var told = list.addObject().put("reason", cause.reason()).put("message", cause.message());
        if (!cause.field().isEmpty()) {
          told.put("field", cause.field());
        }
      }
    }
    return details;
  }
}
