package dev.dormouse.e2e.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A Status of kind Failure, taken apart: what is empty here wasn't in it. */
public record Refusal(int code, String reason, String message, Details details) {

  /** Which object the call was about, and which of its fields were wrong. */
  public record Details(String group, String kind, String name, List<Cause> causes) {
    public Details {
      causes = List.copyOf(causes);
    }

    /** The details of a refusal that blames no field. */
    public static Details of(String group, String kind, String name) {
      return new Details(group, kind, name, List.of());
    }

    /** The same, with one more field to blame. */
    public Details with(String reason, String field) {
      var more = new ArrayList<>(causes);
      more.add(new Cause(reason, field));
      return new Details(group, kind, name, more);
    }
  }

  /** One field of the object, and what sort of wrong it was. */
  public record Cause(String reason, String field) {}

  static Refusal of(int code, JsonNode status) {
    if (!status.path("kind").asText().equals("Status")
        || !status.path("apiVersion").asText().equals("v1")
        || !status.path("status").asText().equals("Failure")
        || status.path("code").asInt() != code) {
      throw new AssertionError("expected a v1 Status of " + code + ", got " + status);
    }
    var details = status.path("details");
    var causes = new ArrayList<Cause>();
    for (var cause : details.path("causes")) {
      causes.add(new Cause(cause.path("reason").asText(), cause.path("field").asText()));
    }
    return new Refusal(
        code,
        status.path("reason").asText(),
        status.path("message").asText(),
        new Details(
            details.path("group").asText(),
            details.path("kind").asText(),
            details.path("name").asText(),
            causes));
  }
}
