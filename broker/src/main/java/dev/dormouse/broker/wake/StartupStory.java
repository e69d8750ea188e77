package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Broken;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.broker.wake.Chapter.There;
import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.Life;
import dev.dormouse.broker.wake.PodSeen.State;
import dev.dormouse.crds.Brief;
import java.util.Optional;
import java.util.Set;

/** From a pod's state to what to tell now, and whether it is a failure. Words for people. */
public final class StartupStory {
  private static final String STARTING = "starting";

  private StartupStory() {}

  public static Chapter of(PodSeen pod) {
    if (pod.over()) {
      return ended(pod);
    }
    for (Container container : pod.before()) {
      Optional<Chapter> trouble = ContainerStory.trouble(container);
      if (trouble.isPresent()) {
        return trouble.get();
      }
    }
    Optional<Chapter> trouble = ContainerStory.trouble(pod.session());
    if (trouble.isPresent()) {
      return trouble.get();
    }
    if (pod.node().isEmpty()) {
      return PlacementStory.of(pod);
    }
    if (pod.runs()) {
      return pod.address().isEmpty() ? coming(STARTING) : new There("");
    }
    if (pulls(pod)) {
      return coming(onNode(pod) + ", fetching the image");
    }
    Optional<Chapter> volume = VolumeStory.trouble(pod);
    if (volume.isPresent()) {
      return volume.get();
    }
    String line = begins(pod) ? STARTING : onNode(pod) + ", preparing";
    return pod.address().isEmpty() ? coming(line) : new There(line);
  }

  private static Chapter ended(PodSeen pod) {
    if (pod.life() == Life.FAILED && !pod.reason().isEmpty()) {
      String words = Brief.of(pod.message());
      return pod.reason().equals("Evicted")
          ? new Broken(Code.CAPACITY, "the cluster took its place away" + because(words), false)
          : new Broken(
              Code.CAPACITY, "its node turned it away" + because(words, pod.reason()), false);
    }
    return pod.session().state() instanceof State.Ended end
        ? ContainerStory.died(pod.session(), end)
        : new Broken(Code.CRASH, "it ended right after it started", true);
  }

  private static String because(String... words) {
    for (String one : words) {
      if (!one.isEmpty()) {
        return ": " + one;
      }
    }
    return "";
  }

  private static String onNode(PodSeen pod) {
    return "on node " + pod.node();
  }

  private static boolean pulls(PodSeen pod) {
    return lastOf(pod, Set.of("Pulling", "Pulled")).equals("Pulling");
  }

  private static boolean begins(PodSeen pod) {
    return !lastOf(pod, Set.of("Pulled", "Created", "Started")).isEmpty();
  }

  /** The latest of these that happened; empty when none did. */
  static String lastOf(PodSeen pod, Set<String> reasons) {
    return pod.events().stream()
        .map(PodSeen.Happening::reason)
        .filter(reasons::contains)
        .reduce("", (_, later) -> later);
  }

  static Coming coming(String line) {
    return new Coming(line, Code.SLOW, line);
  }
}
