package dev.dormouse.broker.login;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everybody and everything that a login can name, at one moment.
 *
 * @param users by name
 * @param templates by name
 * @param sessionsByOwner by the name of the user whose they are
 */
public record House(
    Map<String, User> users,
    Map<String, Template> templates,
    Map<String, List<Owned>> sessionsByOwner) {
  public static final House EMPTY = new House(Map.of(), Map.of(), Map.of());

  public House {
    users = Map.copyOf(users);
    templates = Map.copyOf(templates);
    sessionsByOwner =
        sessionsByOwner.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** A user's sessions, by name. Wherever they are listed: their owner says whose they are. */
  public List<Owned> sessionsOf(String user) {
    return sessionsByOwner.getOrDefault(user, List.of()).stream()
        .filter(session -> session.owner().equals(user))
        .sorted(Comparator.comparing(Owned::name))
        .toList();
  }

  /** The templates that a user may use, by name. */
  public List<Template> templatesFor(String user) {
    return Stream.ofNullable(users.get(user))
        .flatMap(one -> templates.values().stream().filter(template -> template.isOpenTo(one)))
        .sorted(Comparator.comparing(Template::name))
        .toList();
  }

  /** The template of this name, whoever may use it. */
  public Optional<Template> template(String name) {
    return Optional.ofNullable(templates.get(name));
  }

  /** A user's session of this name. */
  public Optional<Owned> session(String user, String name) {
    return sessionsOf(user).stream().filter(session -> session.name().equals(name)).findAny();
  }
}
