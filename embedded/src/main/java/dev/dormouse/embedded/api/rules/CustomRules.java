package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Rules;

/** What its definition's schema says about a custom kind. */
record CustomRules(JsonNode schema) implements Rules {
  @Override
  public void shape(Draft draft) {
    Models.shapeMetadata(draft);
    Schema.shape(schema, draft);
  }
}
