package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.patch.MergePatch;
import dev.dormouse.embedded.api.patch.StrategicMerge;
import dev.dormouse.embedded.api.store.Deletes;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Refusal;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What a request brings along: an object, a patch, or how to delete. */
final class Bodies {
  private Bodies() {}

  /** A custom object has to say what it is. */
  static ObjectNode object(RoutingContext context, Kind kind) {
    var object = object(context);
    if (kind.is(Trait.CUSTOM) && object.path("kind").asText().isEmpty()) {
      throw Refusal.badRequest(
          "the object provided is unrecognized (must be of type %s): Object 'Kind' is missing in %s"
              .formatted(kind.name(), shown(bytes(context))));
    }
    return object;
  }

  static ObjectNode object(RoutingContext context) {
    var body = bytes(context);
    if (type(context).equals(Protobuf.TYPE)) {
      return Protobuf.read(body);
    }
    try {
      if (Json.parse(body) instanceof ObjectNode object) {
        return object;
      }
      throw new IOException("not an object");
    } catch (IOException _) {
      throw Refusal.badRequest(
          "the object provided is unrecognized: couldn't get version/kind; json parse error: "
              + shown(body));
    }
  }

  static UnaryOperator<ObjectNode> patch(RoutingContext context, Kind kind) {
    return switch (type(context)) {
      case "application/merge-patch+json" -> {
        var patch = parsePatch(context);
        yield before -> object(MergePatch.apply(before, patch));
      }
      case "application/strategic-merge-patch+json" -> {
        if (kind.is(Trait.CUSTOM)) {
          throw Refusal.unsupportedMediaType(
              "the body of the request was in an unknown format - accepted media types include:"
                  + " application/json-patch+json, application/merge-patch+json");
        }
        var patch = parsePatch(context);
        yield before -> object(StrategicMerge.apply(before, patch));
      }
      case "application/apply-patch+yaml", "application/apply-patch+cbor" ->
          throw Refusal.unsupportedMediaType(
              "the embedded cluster doesn't know server-side apply: use a merge patch or an update");
      case "application/json-patch+json" -> {
        var patch = parsePatch(context);
        yield before -> jsonPatch(before, patch);
      }
      default -> throw Refusal.unsupportedMediaType("415: Unsupported Media Type");
    };
  }

  static Deletes.Ask deletion(RoutingContext context, Query query) {
    var body = bytes(context);
    JsonNode asked = Json.object();
    if (body.length > 0) {
      try {
        asked = Json.parse(body);
      } catch (IOException _) {
        throw Refusal.badRequest("the DeleteOptions are no JSON: " + shown(body));
      }
    }
    var inBody = asked.path("gracePeriodSeconds");
    var grace =
        inBody.isNumber() ? OptionalLong.of(inBody.asLong()) : query.number("gracePeriodSeconds");
    var policy = asked.path("propagationPolicy").asText(query.text("propagationPolicy"));
    var finalizers =
        switch (policy) {
          case "", "Background" -> List.<String>of();
          case "Foreground" -> List.of("foregroundDeletion");
          case "Orphan" -> List.of("orphan");
          default ->
              throw Refusal.badRequest(
                  "propagationPolicy: \"%s\" is not Orphan, Background or Foreground"
                      .formatted(policy));
        };
    return new Deletes.Ask(
        asked.at("/preconditions/uid").asText(),
        asked.at("/preconditions/resourceVersion").asText(),
        grace,
        finalizers,
        query.dryRun() || Json.texts(asked.path("dryRun")).contains("All"));
  }

  private static JsonNode parsePatch(RoutingContext context) {
    try {
      return Json.parse(bytes(context));
    } catch (IOException _) {
      throw Refusal.badRequest("error decoding patch: " + shown(bytes(context)));
    }
  }

  private static ObjectNode jsonPatch(ObjectNode before, JsonNode patch) {
    if (!patch.isArray()) {
      throw Refusal.badRequest("error decoding patch: a JSON patch is a list of operations");
    }
    try {
      return object(JsonPatch.apply(patch, before));
    } catch (JsonPatchException _) {
      throw Refusal.of(
          422, "Invalid", "the server rejected our request due to an error in our request");
    }
  }

  private static ObjectNode object(JsonNode patched) {
    if (patched instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.badRequest("the patch leaves no object");
  }

  private static String type(RoutingContext context) {
    var header = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return header == null ? "" : header.split(";", 2)[0].strip();
  }

  private static byte[] bytes(RoutingContext context) {
    var buffer = context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  private static String shown(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).strip();
    return text.isEmpty()
        ? "(<empty>)"
        : "(" + text.substring(0, Math.min(100, text.length())) + ")";
  }
}
