package dev.dormouse.e2e.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpResponse;

/** What the API server answered to one call. */
public record Answer(int code, JsonNode body) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), body(response.body()));
  }

  private static JsonNode body(String text) {
    try {
      return text.startsWith("{") ? Json.parse(text) : new TextNode(text);
    } catch (JsonProcessingException _) {
      return new TextNode(text);
    }
  }

  /** The object that a granted call answers with; a refused one fails the test with its Status. */
  public ObjectNode object() {
    if (code >= 300 || !(body instanceof ObjectNode object)) {
      throw new AssertionError("expected an object, got " + code + ": " + body);
    }
    return object;
  }

  /** What a granted call answered that isn't JSON, such as a log. */
  public String text() {
    if (code >= 300) {
      throw new AssertionError("expected text, got " + code + ": " + body);
    }
    return body instanceof TextNode text ? text.asText() : body.toString();
  }

  /** The Status that a refused call answers with; a granted one fails the test. */
  public Refusal refusal() {
    if (code < 400) {
      throw new AssertionError("expected a refusal, got " + code + ": " + body);
    }
    return Refusal.of(code, body);
  }
}
