package dev.dormouse.broker.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands before a key in an authorized_keys file (sshd(8)): names, some with a value. */
final class KeyOptions {
  static final String NO_TOUCH = "no-touch-required";
  static final String VERIFY = "verify-required";

  private KeyOptions() {}

  /** Where the options at the beginning of a line end: at the first blank outside quotes. */
  static int end(String line) {
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && quoted) {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if ((c == ' ' || c == '\t') && !quoted) {
        return at;
      }
    }
    return line.length();
  }

  /**
   * Their names in lower case, as sshd compares them; an option with a value keeps the {@code =}.
   */
  static List<String> names(String options) {
    List<String> names = new ArrayList<>();
    var name = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < options.length(); at++) {
      char c = options.charAt(at);
      if (c == '\\' && quoted) {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else if (!quoted) {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
  }

  /** Why these can't be honoured, or nothing. A restriction that is ignored is worse than none. */
  static Optional<String> flaw(KeyType type, List<String> options) {
    for (String option : options) {
      boolean known = option.equals(NO_TOUCH) || option.equals(VERIFY);
      if (!known) {
        return Optional.of(
            "its option %s would not be honoured; take it out".formatted(Shown.quoted(option)));
      }
      if (!type.isSecurityKey()) {
        return Optional.of(
            "its option %s is for security keys only; take it out".formatted(option));
      }
    }
    return Optional.empty();
  }
}
