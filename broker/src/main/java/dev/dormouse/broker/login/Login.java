package dev.dormouse.broker.login;

import dev.dormouse.crds.Name;
import java.util.Optional;

/**
 * What a login name means: the whole of it is a user, or else the longest user name that is
 * followed by {@code -} or {@code +}; the rest names a session or a template.
 *
 * <p>The text is an attacker's. Only {@link Name names} leave this reading as they came; what is
 * none is kept as it may be shown, and never looked up.
 */
public sealed interface Login {
  /** A user's name and nothing else. */
  record Bare(User user) implements Login {}

  /** A user, and the name of a session or a template, whether there is one or not. */
  record Named(User user, String name) implements Login {}

  /** A user, and something that nothing can be called; empty when nothing was there. */
  record Garbled(User user, String shown) implements Login {}

  /** It begins with no user's name. */
  record Nobody(String shown) implements Login {}

  static Login read(String text, House house) {
    Optional<User> whole = user(text, house);
    if (whole.isPresent()) {
      return new Bare(whole.get());
    }
    for (int end = Math.min(text.length() - 1, Name.LONGEST); end > 0; end--) {
      char next = text.charAt(end);
      if (next == '-' || next == '+') {
        Optional<User> user = user(text.substring(0, end), house);
        if (user.isPresent()) {
          return of(user.get(), text.substring(end + 1));
        }
      }
    }
    return new Nobody(Shown.text(text));
  }

  /**
   * A login name, or whatever else a client sent, as a person or a log may see it: short, and
   * without a byte that does something.
   */
  static String shown(String text) {
    return Shown.text(text);
  }

  /** What to type for this session or template: with a {@code +} where a {@code -} misleads. */
  static String text(String user, String name, House house) {
    String usual = user + "-" + name;
    return switch (read(usual, house)) {
      case Named(User read, String rest) when read.name().equals(user) && rest.equals(name) ->
          usual;
      case Bare _, Named _, Garbled _, Nobody _ -> user + "+" + name;
    };
  }

  private static Login of(User user, String rest) {
    return Name.isOne(rest) ? new Named(user, rest) : new Garbled(user, Shown.text(rest));
  }

  private static Optional<User> user(String name, House house) {
    return Name.isOne(name) ? Optional.ofNullable(house.users().get(name)) : Optional.empty();
  }
}
