package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Span;
import dev.dormouse.crds.Wanted;
import java.util.ArrayList;
import java.util.List;

/** What whoever looks after a session should know: signals that are missing, limits that clash. */
final class Notes {
  private Notes() {}

  static List<String> of(Seen seen, Policy policy) {
    List<String> notes = new ArrayList<>();
    if (policy.cpuBelow() > 0 && seen.use().up() && seen.cpu() instanceof Cpu.NotMeasured) {
      notes.add("this cluster has no metrics.k8s.io: programs at work keep nothing awake");
    }
    if (seen.wanted() == Wanted.AWAKE && !seen.keepUntil().equals(Use.NEVER)) {
      if (seen.keepUntil().isAfter(seen.use().lastUsed().plus(policy.keepAtMost()))) {
        notes.add(
            "keepUntil is further ahead than the template's keepAtMost: it counts for "
                + Span.words(policy.keepAtMost())
                + " after the last use");
      }
      if (seen.keepUntil().isAfter(seen.use().since().plus(policy.maxRun()))) {
        notes.add("keepUntil is after the end of maxRun: the later of both counts");
      }
    }
    return notes;
  }
}
