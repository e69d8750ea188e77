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
    List<Owned> sessions = house.sessionsOf(user.name());
    List<String> all = sessions.stream().map(Owned::name).toList();
    List<String> working =
        sessions.stream().filter(one -> one.phase() != Phase.FAILED).map(Owned::name).toList();
    return Optional.ofNullable(user.limits().sessions())
        .filter(most -> all.size() >= most)
        .map(
            most ->
                over(
                    most,
                    all,
                    "sessions",
                    next(
                        working,
                        "use one of them, like ssh %s@host"
                            .formatted(Login.text(user.name(), first(working), house)))));
  }

  /** Why the user may not have one more awake, or nothing. */
  static Optional<Refusal> toWake(House house, User user) {
    List<String> awake =
        house.sessionsOf(user.name()).stream().filter(Owned::takesRoom).map(Owned::name).toList();
    return Optional.ofNullable(user.limits().awake())
        .filter(most -> awake.size() >= most)
        .map(
            most ->
                over(
                    most,
                    awake,
                    "sessions awake",
                    next(
                        awake,
                        "put one to sleep, like ssh %s@host stop %s"
                            .formatted(user.name(), first(awake)))));
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

  private static String next(List<String> names, String advice) {
    String more = "ask your administrator to raise your limit";
    return names.isEmpty() ? more : advice + ", or " + more;
  }

  private static String first(List<String> names) {
    return names.isEmpty() ? "" : names.getFirst();
  }
}
