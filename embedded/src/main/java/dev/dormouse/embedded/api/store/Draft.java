package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Refusal.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * An object on its way in. What is wrong with it is collected here, so that one refusal tells all;
 * {@code before} is what it replaces, and empty when it is new.
 */
public record Draft(
    Kind kind, ObjectNode before, ObjectNode object, List<Cause> causes, List<String> unknown) {

  public Draft(Kind kind, ObjectNode before, ObjectNode object) {
    this(kind, before, object, new ArrayList<>(), new ArrayList<>());
  }

  public Meta meta() {
    return new Meta(object);
  }

  public void invalid(String field, Object value, String why) {
    var shown = value instanceof String text ? "\"" + text + "\"" : value.toString();
    causes.add(new Cause("FieldValueInvalid", field, "Invalid value: " + shown + ": " + why));
  }

  /** Any other of Kubernetes' reasons. */
  public void wrong(String reason, String field, String message) {
    causes.add(new Cause(reason, field, message));
  }

  public void required(String field, String why) {
    causes.add(
        new Cause(
            "FieldValueRequired", field, "Required value" + (why.isEmpty() ? "" : ": " + why)));
  }

  public void forbidden(String field, String why) {
    causes.add(new Cause("FieldValueForbidden", field, "Forbidden: " + why));
  }

  /** Refuses it when anything was found wrong. */
  void check() {
    if (!causes.isEmpty()) {
      throw Refusal.invalid(kind, meta().name(), causes);
    }
  }
}
