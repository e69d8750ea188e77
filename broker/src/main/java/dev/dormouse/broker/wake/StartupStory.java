package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Broken;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.broker.wake.Chapter.There;
import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.Life;
import dev.dormouse.broker.wake.PodSeen.State;
import java.util.Optional;

/** From a pod's state to what to tell now, and whether it is a failure. Words for people. */
final class StartupStory {
  private StartupStory() {}

  static Chapter of(PodSeen pod) {
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
    Optional<Chapter> volume = VolumeStory.trouble(pod);
    if (!pod.address().isEmpty() || pod.runs()) {
      return pod.address().isEmpty() ? coming("starting") : new There(pod.runs());
    }
    return volume.orElseGet(() -> coming(onNode(pod)));
  }

  private static Chapter ended(PodSeen pod) {
    if (pod.life() == Life.FAILED && !pod.reason().isEmpty()) {
      String words = Words.brief(pod.message());
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
    String line = "on node " + pod.node() + ", preparing";
    for (PodSeen.Happening event : pod.events()) {
      switch (event.reason()) {
        case "Pulling" -> line = "on node " + pod.node() + ", fetching the image";
        case "Pulled", "Created", "Started" -> line = "starting";
        default -> {}
      }
    }
    return line;
  }

  static Coming coming(String line) {
    return new Coming(line, Code.SLOW, line);
  }
}
