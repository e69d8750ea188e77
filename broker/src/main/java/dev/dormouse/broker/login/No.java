package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The refusals that need few facts, in the words that people read. */
final class No {
  private No() {}

  static Refusal key(String login, List<String> fingerprints) {
    List<String> next = new ArrayList<>();
    if (fingerprints.isEmpty()) {
      next.add("your ssh offered no key: make one with ssh-keygen, or choose one with ssh -i FILE");
    } else {
      next.add("offered: " + Admissions.shown(fingerprints));
      next.add("choose another with ssh -i FILE, or ask your administrator to add one of these");
    }
    return new Refusal(
        Code.DENIED, "no key that your ssh offered opens " + Shown.quoted(login), next);
  }

  static Refusal suspended(User user) {
    return new Refusal(
        Code.SUSPENDED,
        user.name() + " is suspended",
        "ask your administrator; nothing of yours was deleted");
  }

  static Refusal criticalOption(String option) {
    return new Refusal(
        Code.DENIED,
        "your certificate demands " + Shown.quoted(option) + ", which can't be kept here",
        "ask whoever signed it for one without, or use a key of yours: ssh -i FILE");
  }

  static Refusal emptyCommand() {
    return new Refusal(
        Code.DENIED,
        "your certificate is for one command, and names none",
        "ask whoever signed it for a new one, or use a key of yours: ssh -i FILE");
  }

  static Refusal deskForOneCommand(User user) {
    return new Refusal(
        Code.DENIED,
        "your certificate is for one command in a session, and names no session here",
        "say which session: ssh %s-NAME@host".formatted(user.name()));
  }

  static Refusal templateGone(Owned session) {
    return new Refusal(
        Code.TEMPLATE,
        "%s can't be used: its template %s is gone"
            .formatted(session.name(), Shown.quoted(session.template())),
        "ask your administrator to bring it back; the files of %s stay".formatted(session.name()));
  }

  static Refusal templateClosedSince(Owned session) {
    return new Refusal(
        Code.DENIED,
        "%s can't be used: its template %s is not open to you any more"
            .formatted(session.name(), Shown.quoted(session.template())),
        "ask your administrator to open it to you; the files of %s stay".formatted(session.name()));
  }

  static Refusal templateClosed(House house, User user, String template) {
    String ask = "ask your administrator to open %s to you".formatted(template);
    List<String> next =
        Unknown.hasAny(house, user)
            ? List.of(Unknown.possible(house, user), "or " + ask)
            : List.of(ask);
    return new Refusal(Code.DENIED, "template %s is not open to you".formatted(template), next);
  }
}
