package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
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
    List<String> all = house.sessionsOf(user.name()).stream().map(Owned::name).toList();
    return Optional.ofNullable(user.limits().sessions())
        .filter(most -> all.size() >= most)
        .map(most -> over(most, all, "sessions", next(house, user, all, "use one of them")));
  }

  /** Why the user may not have one more awake, or nothing. */
  static Optional<Refusal> toWake(House house, User user) {
    List<String> awake =
        house.sessionsOf(user.name()).stream().filter(Owned::awake).map(Owned::name).toList();
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

  private static Refusal over(int most, List<String> names, String what, String next) {
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

  private static String next(House house, User user, List<String> names, String advice) {
    return names.isEmpty()
        ? "ask your administrator to raise your limit"
        : "%s, like ssh %s@host, or ask your administrator to raise your limit"
            .formatted(advice, Login.text(user.name(), names.getFirst(), house));
  }
}
