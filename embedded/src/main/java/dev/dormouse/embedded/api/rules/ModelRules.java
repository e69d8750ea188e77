package dev.dormouse.embedded.api.rules;

import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Rules;

/** A built-in kind of which its model says all. */
record ModelRules(Class<?> model) implements Rules {
  @Override
  public void shape(Draft draft) {
    Models.shape(model, draft);
  }
}
