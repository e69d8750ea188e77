package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Broken;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.broker.wake.PodSeen.Happening;
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
        case "FailedAttachVolume" -> trouble = Optional.of(attach(event.message()));
        case "FailedMount" -> trouble = Optional.of(mount(event));
        case "SuccessfulAttachVolume", "Pulling", "Pulled", "Created" -> trouble = Optional.empty();
        default -> {}
      }
    }
    return trouble;
  }

  private static Coming attach(String message) {
    Matcher holder = HOLDERS.matcher(message);
    if (holder.find()) {
      return volume("waiting for its volume, which session " + holder.group(1) + " holds");
    }
    return message.contains("Multi-Attach") || message.contains("already exclusively attached")
        ? volume("waiting for its volume, which another node still holds")
        : new Coming(
            "waiting for its volume",
            Code.VOLUME,
            "waiting for its volume: " + Words.brief(message));
  }

  /** A Secret of the template's may be made in this moment: so it isn't believed at once. */
  private static Chapter mount(Happening event) {
    Matcher missing = MISSING.matcher(event.message());
    if (missing.find()) {
      String why = missing.group(1) + ", which it mounts, isn't there";
      return event.times() >= TRIES
          ? new Broken(Code.TEMPLATE, why, false)
          : new Coming("", Code.TEMPLATE, why);
    }
    return new Coming(
        "waiting for its volume",
        Code.VOLUME,
        "waiting for its volume: " + Words.brief(event.message()));
  }

  private static Coming volume(String line) {
    return new Coming(line, Code.VOLUME, line);
  }
}
