package dev.dormouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What is in the demo's cluster before anybody logs in, as YAML. */
final class DemoObjects {
  /** The templates of demo.yaml, in the order in which people should meet them. */
  static final List<String> TEMPLATES = List.of("shell", "tiny", "broken");

  private DemoObjects() {}

  /**
   * The person, and three templates.
   *
   * @param user how they log in
   * @param keys with which, a line each
   * @param loginUser whom pods run as: a process of this machine is whoever started it
   */
  static String of(String user, List<String> keys, String loginUser) throws IOException {
    try (var yaml = DemoObjects.class.getResourceAsStream("demo.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("no demo.yaml");
      }
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{{namespace}}", quoted("dormouse-" + user))
          .replace("{{user}}", quoted(user))
          .replace("{{loginUser}}", quoted(loginUser))
          .replace(
              "{{keys}}", keys.stream().map(DemoObjects::quoted).collect(Collectors.joining(", ")));
    }
  }

  /** A YAML string, whatever is in it. */
  static String quoted(String text) {
    return '"'
        + text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\\\").replace("\"", "\\\"")
        + '"';
  }
}
