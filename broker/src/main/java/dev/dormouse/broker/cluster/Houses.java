package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.login.User;
import dev.dormouse.crds.FlavorStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.objects.ReadTemplate.Legible;
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
    return new House(all, templates(), sessions());
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
    return snapshot.templates().legible().stream()
        .map(this::template)
        .collect(toMap(Template::name, one -> one));
  }

  private Template template(Legible read) {
    SessionTemplate template = read.template();
    String problem = snapshot.problem(read);
    return new Template(
        template.getMetadata().getName(),
        template.getSpec(),
        problem.isEmpty() ? trouble(template) : problem);
  }

  /** As the reaper last told it of the nodes. */
  private String trouble(SessionTemplate template) {
    return switch (snapshot.flavors().of(template.getSpec())) {
      case Flavors.Unnamed(), Flavors.Missing(_) -> "";
      case Flavors.Chosen(var flavor) -> {
        FlavorStatus status = requireNonNullElse(flavor.getStatus(), FlavorStatus.NEW);
        yield switch (status.schedulable()) {
          case YES, UNKNOWN -> "";
          case NO -> requireNonNullElse(status.why(), "no node is fit for it");
          case AUTOSCALED -> "the cluster has to add a node first";
        };
      }
    };
  }

  private Map<String, List<Owned>> sessions() {
    return snapshot.sessions().told().stream()
        .filter(snapshot::counts)
        .map(one -> Owners.owned(one, snapshot.made(one)))
        .collect(groupingBy(Owned::owner));
  }
}
