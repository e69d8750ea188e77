package dev.dormouse.broker.config;

import java.util.Locale;

/** Names among the settings. */
final class Names {
  private static final String ID = "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?";
  private static final String NAMESPACE = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /** With a user's name behind it, of 32 at most, it is a namespace's name. */
  private static final String PREFIX = "[a-z0-9][a-z0-9-]{0,30}";

  private Names() {}

  static String id(Given given) throws BadConfig {
    return matching(ID, given);
  }

  static String namespace(Given given) throws BadConfig {
    return matching(NAMESPACE, given);
  }

  static String prefix(Given given) throws BadConfig {
    return matching(PREFIX, given);
  }

  private static String matching(String pattern, Given given) throws BadConfig {
    if (!given.text().matches(pattern)) {
      throw given.bad();
    }
    return given.text();
  }

  /** The nearest that can be an id. */
  static String asId(String hostname) {
    var valid = hostname.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    var cut = valid.substring(0, Math.min(valid.length(), 63));
    var trimmed = cut.replaceAll("^[.-]+|[.-]+$", "");
    return trimmed.isEmpty() ? "broker" : trimmed;
  }
}
