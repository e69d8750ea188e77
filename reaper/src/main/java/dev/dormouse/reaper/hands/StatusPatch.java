package dev.dormouse.reaper.hands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import dev.dormouse.reaper.mind.Cost;
import dev.dormouse.reaper.mind.Plan;
import dev.dormouse.reaper.mind.Seen;
import dev.dormouse.reaper.mind.Use;
import dev.dormouse.reaper.mind.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The merge patches that the reaper writes: its own fields, and of them those that change. */
final class StatusPatch {
  private StatusPatch() {}

  /**
   * What differs.
   *
   * @param told the status that was seen
   */
  static ObjectNode of(Seen seen, SessionStatus told, Plan.Note note) {
    Instant sleepsAt = told.sleepsAt() == null ? Verdict.FOREVER : told.sleepsAt();
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    // How far a session is that shall be awake, its broker says.
    if (seen.wanted() == Wanted.ASLEEP && !seen.leaving() && note.phase() != told.phase()) {
      phase(status, note.phase(), seen.run());
    }
    if (!millis(note.sleepsAt()).equals(millis(sleepsAt))) {
      time(status, "sleepsAt", note.sleepsAt(), Verdict.FOREVER);
    }
    if (!note.why().equals(seen.why())) {
      status.put("why", note.why());
    }
    if (!note.use().equals(seen.use()) && !note.use().run().isEmpty()) {
      use(status.putObject("use"), note.use());
    }
    if (!note.cost().equals(seen.cost())) {
      cost(status.putObject("cost"), note.cost());
    }
    if (!note.notes().equals(told.notes())) {
      note.notes().forEach(status.putArray("notes")::add);
    }
    return status;
  }

  static void phase(ObjectNode status, Phase phase, String run) {
    status.put("phase", phase == Phase.ASLEEP ? "Asleep" : "FallingAsleep").put("run", run);
    if (phase == Phase.ASLEEP) {
      status.putNull("pod");
    }
  }

  static ObjectNode failed(String run, String why) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    return status.put("phase", "Failed").put("run", run).put("message", why).putNull("pod");
  }

  static ObjectNode fallingAsleep(String run, String why) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    phase(status, Phase.FALLING_ASLEEP, run);
    return status.put("why", why).putNull("sleepsAt");
  }

  static ObjectNode withoutAttachment(String broker) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.putObject("attachments").putNull(broker);
    return status;
  }

  private static void use(ObjectNode into, Use use) {
    into.put("run", use.run())
        .put("since", millis(use.since()).toString())
        .put("lastUsed", millis(use.lastUsed()).toString())
        .put("up", use.up())
        .put("attached", use.attached())
        .put("heard", use.heard())
        .put("ephemeral", use.ephemeral());
    time(into, "cpuBusy", use.cpuBusy(), Use.NEVER);
    time(into, "cpuKnown", use.cpuKnown(), Use.NEVER);
  }

  private static void cost(ObjectNode into, Cost cost) {
    into.put("podSecondsUsed", cost.used())
        .put("podSecondsSaved", cost.saved())
        .put("countedTo", millis(cost.countedTo()).toString());
  }

  private static void time(ObjectNode into, String field, Instant at, Instant none) {
    if (at.equals(none)) {
      into.putNull(field);
    } else {
      into.put(field, millis(at).toString());
    }
  }

  static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
