package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Broken;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.broker.wake.PodSeen.Happening;
import dev.dormouse.crds.Brief;
import dev.dormouse.crds.objects.Names;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a pod's volumes from being there. */
final class VolumeStory {
  private static final Pattern HOLDERS =
      Pattern.compile("already used by pod\\(s\\) ([a-z0-9-]+)-[a-z0-9]+");
  private static final Pattern MISSING =
      Pattern.compile("((?:secret|configmap) \"[^\"]*\") not found");

  /** A kubelet tries six times in the first three seconds (measured on 1.36). */
  private static final int TRIES = 6;

  private VolumeStory() {}

  static Optional<Chapter> trouble(PodSeen pod) {
    Optional<Chapter> trouble = Optional.empty();
    for (Happening event : pod.events()) {
      switch (event.reason()) {
        case "FailedAttachVolume" -> trouble = Optional.of(attach(pod, event.message()));
        case "FailedMount" -> trouble = Optional.of(mount(event));
        case "SuccessfulAttachVolume", "Pulling", "Pulled", "Created" -> trouble = Optional.empty();
        default -> {}
      }
    }
    return trouble;
  }

  /** That another session has the volume, when one is known to. */
  static Optional<Coming> held(PodSeen pod) {
    return pod.holders().stream()
        .findFirst()
        .map(
            holder ->
                volume(
                    "waiting for its volume, which session %s holds on node %s"
                        .formatted(holder.session(), holder.node())));
  }

  private static Coming attach(PodSeen pod, String message) {
    Matcher holder = HOLDERS.matcher(message);
    if (pod.holders().isEmpty() && holder.find()) {
      return volume("waiting for its volume, which session " + holder.group(1) + " holds");
    }
    return message.contains("Multi-Attach") || message.contains("already exclusively attached")
        ? held(pod).orElse(volume("waiting for its volume, which another node still holds"))
        : new Coming(
            "waiting for its volume", Code.VOLUME, "waiting for its volume: " + Brief.of(message));
  }

  /** A Secret of the template's may be made in this moment: so it isn't believed at once. */
  private static Chapter mount(Happening event) {
    Matcher missing = MISSING.matcher(event.message());
    if (missing.find()) {
      return event.message().contains("\"" + Names.HOST_KEY_VOLUME + "\"")
          ? missing(event, Code.LOST, "its host key isn't there any more")
          : missing(event, Code.TEMPLATE, missing.group(1) + ", which it mounts, isn't there");
    }
    return new Coming(
        "waiting for its volume",
        Code.VOLUME,
        "waiting for its volume: " + Brief.of(event.message()));
  }

  private static Chapter missing(Happening event, Code code, String why) {
    return event.times() >= TRIES ? new Broken(code, why, false) : new Coming("", code, why);
  }

  private static Coming volume(String line) {
    return new Coming(line, Code.VOLUME, line);
  }
}
