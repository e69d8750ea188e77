package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Nearest;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.refusal.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one user has and may have, in the order in which it is shown. */
record Belongings(String user, House house) {
  private static final int MOST = 8;

  List<Owned> sessions() {
    return house.sessionsOf(user);
  }

  Optional<Owned> session(String name) {
    return house.session(user, name);
  }

  List<Template> templates() {
    return house.templatesFor(user);
  }

  /** The login name that leads to this session, or makes one from this template. */
  String login(String name) {
    return Login.text(user, name, house);
  }

  Files files(Owned session) {
    return house.template(session.template()).map(Files::of).orElseGet(Files.Unknown::new);
  }

  /**
   * That they have no session of this name, with what they have.
   *
   * @param verb what they wanted with it
   */
  No none(String verb, String name) {
    List<String> names = new ArrayList<>(sessions().stream().map(Owned::name).toList());
    List<String> next = new ArrayList<>();
    next.add(
        names.isEmpty()
            ? "you have none; what you may start: ssh %s@host".formatted(user)
            : "yours: " + listed(names));
    if (verb.equals("start")) {
      templates().stream()
          .map(Template::name)
          .filter(it -> !names.contains(it))
          .forEach(names::add);
    }
    Nearest.to(name, names)
        .map(near -> "did you mean: ssh %s@host %s %s".formatted(user, verb, near))
        .ifPresent(next::add);
    String what = verb.equals("start") ? "no session or template" : "no session of yours";
    return new No(
        No.BAD_INPUT, "%s is called \"%s\" (%s)".formatted(what, name, Code.UNKNOWN), next);
  }

  private static String listed(List<String> names) {
    return names.size() <= MOST
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST)) + " and %d more".formatted(names.size() - MOST);
  }
}
