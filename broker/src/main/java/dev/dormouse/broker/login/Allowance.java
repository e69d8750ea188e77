package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Phase;
import java.util.List;
import java.util.Optional;

/**
 * Whether a user may have one session more, or one more awake. It counts what the house shows, so
 * two logins in the same second may both be let in.
 */
final class Allowance {
  private Allowance() {}

  /** Why the user may not have one session more, or nothing. */
  static Optional<Refusal> toHave(House house, User user) {
    List<Owned> all = house.sessionsOf(user.name());
    return Optional.ofNullable(user.limits().sessions())
        .filter(most -> all.size() >= most)
        .map(most -> over(most, all, "sessions", next(house, user, all, "use one of them")));
  }

  /** Why the user may not have one more awake, or nothing. */
  static Optional<Refusal> toWake(House house, User user) {
    List<Owned> awake = house.sessionsOf(user.name()).stream().filter(Owned::takesRoom).toList();
    return Optional.ofNullable(user.limits().awake())
        .filter(most -> awake.size() >= most)
        .map(
            most ->
                over(
                    most,
                    awake,
                    "sessions awake",
                    next(house, user, awake, "use one of them until another sleeps")));
  }

  private static Refusal over(int most, List<Owned> sessions, String what, String next) {
    List<String> names = sessions.stream().map(Owned::name).toList();
    String said;
    if (names.isEmpty()) {
      said = "you may have no " + what;
    } else if (names.size() > most) {
      said = "you have %d %s, and your limit is %d: ".formatted(names.size(), what, most);
    } else {
      said = "you already have %d of %d %s: ".formatted(names.size(), most, what);
    }
    return new Refusal(Code.LIMIT, said + Shown.list(names), next);
  }

  /** Suggests one that works. */
  private static String next(House house, User user, List<Owned> sessions, String advice) {
    String ask = "ask your administrator to raise your limit";
    return sessions.stream()
        .filter(one -> one.phase() != Phase.FAILED)
        .findFirst()
        .map(one -> Login.text(user.name(), one.name(), house))
        .map(login -> "%s, like ssh %s@host, or %s".formatted(advice, login, ask))
        .orElse(ask);
  }
}
