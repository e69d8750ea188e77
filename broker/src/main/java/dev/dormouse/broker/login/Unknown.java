package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** That nothing is called so, with what there is instead. */
final class Unknown {
  private Unknown() {}

  /** The refusal of a name that is a user's, and then something that isn't there. */
  static Refusal refusal(House house, User user, String shown) {
    List<String> next = new ArrayList<>(List.of(possible(house, user)));
    Nearest.to(shown.toLowerCase(Locale.ROOT), names(house, user))
        .map(name -> "did you mean: ssh %s@host".formatted(Login.text(user.name(), name, house)))
        .ifPresent(next::add);
    return new Refusal(
        Code.UNKNOWN,
        shown.isEmpty()
            ? "the name of a session or template is missing after \"%s\"".formatted(user.name())
            : "no session or template is called \"%s\"".formatted(shown),
        next);
  }

  static boolean hasAny(House house, User user) {
    return !house.sessionsOf(user.name()).isEmpty() || !house.templatesFor(user.name()).isEmpty();
  }

  /** What a user has and what they may have; never empty. */
  static String possible(House house, User user) {
    List<String> sessions =
        house.sessionsOf(user.name()).stream()
            .map(session -> "%s (%s)".formatted(session.name(), session.state()))
            .toList();
    List<String> templates = house.templatesFor(user.name()).stream().map(Template::name).toList();
    return Stream.of(said("yours: ", sessions), said("templates: ", templates))
        .filter(text -> !text.isEmpty())
        .reduce((one, other) -> one + ". " + other)
        .orElse("you have no session, and no template is open to you: ask your administrator");
  }

  private static String said(String what, List<String> names) {
    return names.isEmpty() ? "" : what + Shown.list(names);
  }

  private static List<String> names(House house, User user) {
    return Stream.concat(
            house.sessionsOf(user.name()).stream().map(Owned::name),
            house.templatesFor(user.name()).stream().map(Template::name))
        .distinct()
        .toList();
  }
}
