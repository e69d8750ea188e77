package dev.dormouse.broker.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/** The page's facts as JSON, for a script: names here are stable. */
record Listing(String user, List<Session> sessions, List<Template> templates) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  record Session(String name, String state, String template, String message, String login) {}

  record Template(String name, String description, String login) {}

  static String of(Belongings has) {
    var listing =
        new Listing(
            has.user(),
            has.sessions().stream()
                .map(
                    one ->
                        new Session(
                            one.name(),
                            one.state(),
                            one.template(),
                            one.message(),
                            has.login(one.name())))
                .toList(),
            has.templates().stream()
                .map(one -> new Template(one.name(), one.description(), has.login(one.name())))
                .toList());
    try {
      return JSON.writeValueAsString(listing) + "\n";
    } catch (JsonProcessingException strings) {
      throw new IllegalStateException("strings always become JSON", strings);
    }
  }
}
