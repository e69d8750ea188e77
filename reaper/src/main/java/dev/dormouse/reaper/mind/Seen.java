package dev.dormouse.reaper.mind;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Wanted;
import java.time.Instant;
import java.util.List;

/**
 * A session at one look.
 *
 * @param run the id of the current run, or of the last one; empty before the first
 * @param told what its status says of how far it is, and of which run
 * @param why what its status says of why it is awake, or asleep
 * @param keepUntil up to when somebody asked to keep it awake; {@link Use#NEVER}
 * @param suspended its owner may not log in
 * @param leaving it is being deleted
 * @param marked its home shall go with it
 */
public record Seen(
    Wanted wanted,
    String run,
    Told told,
    String why,
    Instant keepUntil,
    boolean suspended,
    List<Attached> attachments,
    List<PodSeen> pods,
    Cpu cpu,
    Use use,
    Cost cost,
    boolean leaving,
    boolean marked) {

  /** What the status says. */
  public record Told(Phase phase, String run, String message) {}

  public Seen {
    attachments = List.copyOf(attachments);
    pods = List.copyOf(pods);
  }

  int connections() {
    return attachments.stream().mapToInt(Attached::count).sum();
  }

  /** The pod of the current run. */
  PodSeen.State current() {
    return pods.stream()
        .filter(pod -> pod.run().equals(run))
        .map(PodSeen::state)
        .findFirst()
        .orElse(PodSeen.MISSING);
  }

  boolean isTold(Phase phase) {
    return told.phase() == phase && told.run().equals(run);
  }

  /** Whether it is deleted once nobody needs it. */
  boolean isEphemeral(Policy policy) {
    return policy.isEphemeral() && use.ephemeral();
  }

  Seen with(Use now) {
    return new Seen(
        wanted,
        run,
        told,
        why,
        keepUntil,
        suspended,
        attachments,
        pods,
        cpu,
        now,
        cost,
        leaving,
        marked);
  }
}
