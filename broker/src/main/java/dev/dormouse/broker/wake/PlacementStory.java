package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.crds.Brief;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a pod has no node yet. */
final class PlacementStory {
  private static final Pattern OF_ITS_VOLUME =
      Pattern.compile("persistentvolumeclaim|PersistentVolume|volume node affinity|volume\\(s\\)");

  private static final Pattern BESIDE = Pattern.compile("didn't match pod affinity rules");

  private static final Set<String> AUTOSCALER = Set.of("TriggeredScaleUp", "NotTriggerScaleUp");

  private PlacementStory() {}

  static Coming of(PodSeen pod) {
    String why = pod.unplaced();
    if (why.isEmpty()) {
      return new Coming("", Code.SLOW, "waiting for a node");
    }
    if (OF_ITS_VOLUME.matcher(why).find() && !why.contains("Insufficient")) {
      return VolumeStory.held(pod)
          .orElse(
              new Coming(
                  "waiting for its volume",
                  Code.VOLUME,
                  "waiting for its volume: " + reasons(why)));
    }
    if (BESIDE.matcher(why).find() && !pod.holders().isEmpty()) {
      return beside(pod.holders().getFirst());
    }
    String no = no(why);
    return switch (StartupStory.lastOf(pod, AUTOSCALER)) {
      case "TriggeredScaleUp" ->
          new Coming(
              no + "; the cluster is adding one (usually 1 to 3 minutes)",
              Code.CAPACITY,
              "the cluster is adding a node, which isn't there yet");
      case "NotTriggerScaleUp" ->
          new Coming(
              no + ", and the cluster can't add one; waiting for room",
              Code.CAPACITY,
              no + ", and the cluster can't add one: " + reasons(why));
      default ->
          new Coming(
              no + "; waiting for " + (no.contains("room") ? "room" : "one"),
              Code.CAPACITY,
              no + ": " + reasons(why));
    };
  }

  /** A volume that one node alone may have has to be where it is. */
  private static Coming beside(PodSeen.Holder holder) {
    String line =
        "waiting for room on node %s, where session %s has its volume"
            .formatted(holder.node(), holder.session());
    return new Coming(line, Code.VOLUME, line);
  }

  private static String no(String why) {
    return why.contains("Insufficient") || why.contains("Too many pods")
        ? "no node has room"
        : "no node is fit for it";
  }

  /** {@code 0/3 nodes are available: 3 Insufficient cpu. preemption: ...}: the middle of it. */
  private static String reasons(String why) {
    String middle = why.replaceFirst("^0/[0-9]+ nodes are available: ", "");
    int end = middle.indexOf(". ");
    return Brief.of(end < 0 ? middle : middle.substring(0, end));
  }
}
