package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.metrics.Census;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts sessions and homes, in one walk over those that are known. */
final class Counted {
  private final Map<Cell, Long> sessions = new HashMap<>();
  private final Set<String> homes = new HashSet<>();

  private record Cell(Phase phase, Lifecycle.Kind kind) {}

  private Counted() {}

  /**
   * All of them.
   *
   * @param kinds what becomes of a template's sessions
   */
  static Census of(Stream<Session> known, Function<String, Lifecycle.Kind> kinds) {
    var counted = new Counted();
    known.forEach(one -> counted.add(one, kinds.apply(one.getSpec().template())));
    return new Census(counted.groups(), counted.homes.size());
  }

  private void add(Session session, Lifecycle.Kind kind) {
    var status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    var phase = requireNonNullElse(status.phase(), Phase.ASLEEP);
    sessions.merge(new Cell(phase, kind), 1L, Long::sum);
    var home = status.home();
    if (home != null) {
      // A user's sessions may share one.
      homes.add(session.getMetadata().getNamespace() + "/" + home.claim());
    }
  }

  private List<Census.Group> groups() {
    List<Census.Group> groups = new ArrayList<>();
    for (var phase : Phase.values()) {
      for (var kind : Lifecycle.Kind.values()) {
        long count = sessions.getOrDefault(new Cell(phase, kind), 0L);
        groups.add(new Census.Group(word(phase), word(kind), count));
      }
    }
    return groups;
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
