package dev.dormouse.broker.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.broker.login.Template;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The desk's facts for a script: names here are stable. What isn't known is null. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private Json() {}

  /** All that somebody has and may have. */
  static String listing(Belongings has, Instant now) {
    ObjectNode listing = object().put("user", has.user());
    var sessions = listing.putArray("sessions");
    has.sessions()
        .forEach(
            one -> sessions.add(object().put("name", one.name()).setAll(facts(has, one, now))));
    var templates = listing.putArray("templates");
    for (Template one : has.templates()) {
      templates
          .addObject()
          .put("name", one.name())
          .put("description", one.description())
          .put("trouble", one.trouble())
          .put("login", has.login(one.name()));
    }
    return print(listing);
  }

  /**
   * What came of a verb.
   *
   * @param did the word for what was changed; {@code nothing} when nothing was
   */
  static String outcome(Belongings has, Owned session, String did, String said, Instant now) {
    return print(
        object()
            .put("session", session.name())
            .put("done", did)
            .put("said", said)
            .setAll(facts(has, session, now)));
  }

  private static ObjectNode facts(Belongings has, Owned one, Instant now) {
    Particulars more = one.more();
    ObjectNode facts =
        object()
            .put("state", one.state().toString())
            .put("since", text(more.since()))
            .put("sleepsAt", text(more.sleepsAt()))
            .put("why", more.why())
            .put("connections", more.open())
            .put("keptUntil", text(StateWords.kept(more, now)))
            .put("template", one.template())
            .put("message", one.message())
            .put("podSecondsUsed", Cost.of(one, now).used().toSeconds())
            .put("podSecondsSaved", Cost.of(one, now).saved().toSeconds())
            .put("login", has.login(one.name()));
    more.notes().forEach(facts.putArray("notes")::add);
    return facts;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static String print(Object node) {
    try {
      return MAPPER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException strings) {
      throw new IllegalStateException("strings always become JSON", strings);
    }
  }
}
