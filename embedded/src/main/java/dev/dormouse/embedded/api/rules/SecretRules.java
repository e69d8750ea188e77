package dev.dormouse.embedded.api.rules;

import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A Secret: what is said in plain text is kept encoded; its type stays, and maybe all of it. */
record SecretRules() implements Rules {
  @Override
  public void shape(Draft draft) {
    Models.shape(Secret.class, draft);
    var secret = draft.object();
    if (!secret.has("type")) {
      secret.put("type", "Opaque");
    }
    for (var plain : secret.path("stringData").properties()) {
      var bytes = plain.getValue().asText().getBytes(StandardCharsets.UTF_8);
      secret
          .withObjectProperty("data")
          .put(plain.getKey(), Base64.getEncoder().encodeToString(bytes));
    }
    secret.remove("stringData");
    for (var entry : secret.path("data").properties()) {
      try {
        Base64.getDecoder().decode(entry.getValue().asText());
      } catch (IllegalArgumentException _) {
        draft.invalid("data[" + entry.getKey() + "]", "", "illegal base64 data");
      }
    }
  }

  @Override
  public void update(Draft draft) {
    var type = draft.object().path("type");
    if (!type.equals(draft.before().path("type"))) {
      draft.invalid("type", type.asText(), "field is immutable");
    }
    var frozen = draft.before().path("immutable").asBoolean();
    if (frozen && !draft.object().path("immutable").asBoolean()) {
      draft.forbidden("immutable", "field is immutable when `immutable` is set");
    }
    if (frozen && !draft.object().path("data").equals(draft.before().path("data"))) {
      draft.forbidden("data", "field is immutable when `immutable` is set");
    }
  }
}
