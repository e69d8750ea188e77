package dev.dormouse.broker.login;

import dev.dormouse.crds.Access;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Idle;
import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Limits;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Policy;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.SessionUserSpec;
import dev.dormouse.crds.Sshd;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Houses to log in to. */
final class Houses {
  private Houses() {}

  /** Users of these names; the first has key number 1, the second key number 2, ... */
  static House of(String... names) {
    return with(
        Stream.iterate(0, at -> at + 1)
            .limit(names.length)
            .map(at -> user(names[at], Keys.line(at + 1)))
            .toList(),
        List.of(),
        List.of());
  }

  static House with(List<User> users, List<Template> templates, List<Owned> sessions) {
    return new House(
        users.stream().collect(Collectors.toMap(User::name, Function.identity())),
        templates.stream().collect(Collectors.toMap(Template::name, Function.identity())),
        sessions.stream().collect(Collectors.groupingBy(Owned::owner)));
  }

  static User user(String name, String... lines) {
    return user(name, Limits.NONE, List.of(), lines);
  }

  static User user(String name, Limits limits, List<String> groups, String... lines) {
    return User.of(
        name, new SessionUserSpec(List.of(lines), groups, false, limits, Policy.EVERYTHING));
  }

  static User suspended(String name, String... lines) {
    return User.of(
        name, new SessionUserSpec(List.of(lines), List.of(), true, Limits.NONE, Policy.EVERYTHING));
  }

  static Template template(String name) {
    return template(name, Access.EVERYONE, Policy.EVERYTHING);
  }

  static Template template(String name, Access access, Policy policy) {
    return new Template(name, spec(access, policy), "");
  }

  private static SessionTemplateSpec spec(Access access, Policy policy) {
    return new SessionTemplateSpec(
        null,
        "debian:13",
        null,
        Home.STANDARD,
        List.of(),
        List.of(),
        null,
        null,
        "dev",
        Sshd.BUNDLE,
        Lifecycle.STANDARD,
        Idle.STANDARD,
        access,
        policy);
  }

  static Owned asleep(String owner, String name, String template) {
    return new Owned(owner, name, template, Phase.ASLEEP, false, "");
  }

  static Owned awake(String owner, String name, String template) {
    return new Owned(owner, name, template, Phase.AWAKE, true, "");
  }
}
