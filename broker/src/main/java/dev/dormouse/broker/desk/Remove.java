package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.State;
import dev.dormouse.broker.refusal.Code;

/** {@code rm NAME}: the session goes; its home only when that was asked for in so many words. */
final class Remove {
  private Remove() {}

  static Verdict decide(Belongings has, Owned session, Verb.Remove asked) {
    String name = session.name();
    Files files = has.files(session);
    if (session.state() == State.LEAVING) {
      return new Verdict.Already(name + " is being removed already");
    }
    if (asked.withHome() && files instanceof Files.Unknown) {
      return new Verdict.Refuse(
          No.notNow(
              "whose the home of %s is can't be told: its template %s is gone (%s)"
                  .formatted(name, Grammar.quoted(session.template()), Code.TEMPLATE),
              "ask your administrator, or keep the home: ssh %s@host rm %s"
                  .formatted(has.user(), name)));
    }
    if (inUse(session) && !asked.force()) {
      return new Verdict.Refuse(
          No.badInput(
              "%s is %s".formatted(name, use(session)),
              "remove it all the same: ssh %s@host rm %s%s --force"
                  .formatted(has.user(), name, asked.withHome() ? " --with-home" : "")));
    }
    boolean own = files instanceof Files.Own || files instanceof Files.Passing;
    boolean withHome = asked.withHome() && own;
    return new Verdict.Do(
        new Change.Remove(withHome),
        withHome ? "removed with its home" : "removed",
        "%s is removed; %s"
            .formatted(name, withHome ? going(session, files) : staying(has, name, files)));
  }

  private static boolean inUse(Owned session) {
    return session.more().open() > 0
        || session.state() == State.AWAKE
        || session.state() == State.WAKING;
  }

  private static String use(Owned session) {
    return switch (session.more().open()) {
      case 0 -> session.state() + ", and nobody is connected";
      case 1 -> session.state() + ", and 1 connection is open";
      default -> session.state() + ", and %d connections are open".formatted(session.more().open());
    };
  }

  private static String going(Owned session, Files files) {
    String home =
        switch (files) {
          case Files.Own(var path) -> "its files in " + path;
          case Files.Passing(var path) -> "its files in " + path;
          case Files.Shared _, Files.None _, Files.Unknown _ -> "its files";
        };
    return session.state() == State.ASLEEP
        ? home + " are deleted with it"
        : home + " are still in use, and are deleted as soon as it has ended";
  }

  private static String staying(Belongings has, String name, Files files) {
    return switch (files) {
      case Files.Own(var path) -> found(has, name, "its files in " + path);
      case Files.Passing(var path) -> found(has, name, "its files in " + path);
      case Files.Unknown _ -> found(has, name, "its files");
      case Files.Shared(var path) ->
          "the files in %s are those of all your sessions, and stay".formatted(path);
      case Files.None _ -> "it kept no files";
    };
  }

  private static String found(Belongings has, String name, String files) {
    boolean again = has.templates().stream().anyMatch(one -> one.name().equals(name));
    return "%s stay, and a session of the same name finds them again%s"
        .formatted(files, again ? ": ssh %s@host".formatted(has.login(name)) : "");
  }
}
