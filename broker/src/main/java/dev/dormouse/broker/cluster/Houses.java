package dev.dormouse.broker.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.login.User;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.FlavorSpec;
import dev.dormouse.crds.SessionUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the snapshot's objects to what a login is judged by. */
final class Houses {
  private final Snapshot snapshot;
  private final Map<String, Read> users = new HashMap<>();

  /** A user's keys are many and seldom change: each is read once. */
  private record Read(String version, User user) {}

  Houses(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  House build() {
    Map<String, User> all = new HashMap<>();
    for (SessionUser one : snapshot.users()) {
      all.put(one.getMetadata().getName(), user(one));
    }
    users.keySet().retainAll(all.keySet());
    return new House(all, templates(), sizes(), sessions());
  }

  private User user(SessionUser one) {
    String name = one.getMetadata().getName();
    String version = one.getMetadata().getUid() + " " + one.getMetadata().getResourceVersion();
    return users
        .compute(
            name,
            (_, before) ->
                before != null && before.version().equals(version)
                    ? before
                    : new Read(version, User.of(name, one.getSpec())))
        .user();
  }

  private Map<String, Template> templates() {
    return snapshot.templates().known().stream()
        .map(one -> new Template(one.getMetadata().getName(), one.getSpec()))
        .collect(toMap(Template::name, one -> one));
  }

  private Map<String, FlavorSpec> sizes() {
    return snapshot.flavors().stream()
        .collect(toMap(one -> one.getMetadata().getName(), Flavor::getSpec));
  }

  private Map<String, List<Owned>> sessions() {
    return snapshot.sessions().told().stream()
        .filter(snapshot::counts)
        .map(one -> Owners.owned(one, snapshot.made(one)))
        .collect(groupingBy(Owned::owner));
  }
}
