package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter.Broken;
import dev.dormouse.broker.wake.Chapter.Coming;
import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.State;
import dev.dormouse.crds.Brief;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a container from running. */
final class ContainerStory {
  private static final int DEATHS = 2;

  /** How registries and their clients say that it isn't there, or isn't for us. */
  private static final Pattern NO_SUCH_IMAGE =
      Pattern.compile(
          "not found|no such host|manifest unknown|does not exist|name unknown|unauthorized"
              + "|authentication required|denied|forbidden",
          Pattern.CASE_INSENSITIVE);

  /** How runtimes say that it is there, and not for this system or processor. */
  private static final Pattern ANOTHER_PLATFORM =
      Pattern.compile("no match for platform|no (?:matching manifest|image found in \\V*) for");

  private static final Pattern MISSING =
      Pattern.compile("((?:secret|configmap) \"[^\"]*\") not found");
  private static final Pattern MISSING_KEY =
      Pattern.compile("couldn't find key (\\S+) in (Secret|ConfigMap) [^/\\s]*/(\\S+)");

  private ContainerStory() {}

  static Optional<Chapter> trouble(Container container) {
    return switch (container.state()) {
      case State.Waiting waiting -> waiting(container, waiting);
      case State.Ended end when end.code() != 0 || isSession(container) ->
          container.restarts() + 1 >= DEATHS
              ? Optional.of(died(container, end))
              : Optional.of(again(container, end));
      case State.Ended _, State.Running _, State.Unknown _ -> Optional.empty();
    };
  }

  private static boolean isSession(Container container) {
    return container.name().equals("session");
  }

  private static Optional<Chapter> waiting(Container container, State.Waiting waiting) {
    String image = container.image();
    return switch (waiting.reason()) {
      case "InvalidImageName" ->
          broken(Code.IMAGE, "\"" + image + "\" is no name of an image", false);
      case "ErrImageNeverPull" ->
          broken(
              Code.IMAGE,
              "the image " + image + " is not on its node and may not be fetched",
              false);
      case "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ImageInspectError" ->
          image(image, waiting.message());
      case "CreateContainerConfigError" -> config(waiting.message());
      case "RunContainerError", "StartError" ->
          broken(Code.CRASH, cantRun(waiting.message()), false);
      case "CrashLoopBackOff" ->
          Optional.of(
              container.last() instanceof State.Ended end
                  ? died(container, end)
                  : new Broken(Code.CRASH, "it ends right after it starts", true));
      case "CreateContainerError",
          "PreCreateHookError",
          "PreStartHookError",
          "PostStartHookError" ->
          Optional.of(soon(waiting.message()));
      default -> Optional.empty();
    };
  }

  /** What its environment names; what else a kubelet finds there may pass, but for one thing. */
  private static Optional<Chapter> config(String message) {
    Matcher missing = MISSING.matcher(message);
    Matcher key = MISSING_KEY.matcher(message);
    if (missing.find()) {
      return environment(missing.group(1));
    }
    if (key.find()) {
      String of = key.group(2).toLowerCase(Locale.ROOT) + " \"" + key.group(3) + "\"";
      return environment("the key \"" + key.group(1) + "\" of " + of);
    }
    return message.contains("runAsNonRoot")
        ? broken(Code.TEMPLATE, "its container may not be root's, and is: runAsNonRoot", false)
        : Optional.of(soon(message));
  }

  private static Optional<Chapter> environment(String needs) {
    return broken(Code.TEMPLATE, "its environment needs " + needs + ", which isn't there", false);
  }

  private static Coming soon(String message) {
    return new Coming(
        "starting, not at the first try",
        Code.CRASH,
        "its container can't be made: " + Brief.of(message));
  }

  /** A registry that says no won't say yes; one that doesn't answer may do so in a moment. */
  private static Optional<Chapter> image(String image, String message) {
    if (ANOTHER_PLATFORM.matcher(message).find()) {
      return broken(
          Code.IMAGE,
          "the image " + image + " is not made for the system and processor of its node",
          false);
    }
    if (NO_SUCH_IMAGE.matcher(message).find()) {
      String fate =
          message.matches("(?is).*(unauthorized|authentication|denied|forbidden).*")
              ? " does not exist or is not for this cluster"
              : " does not exist";
      return broken(Code.IMAGE, "the image " + image + fate, false);
    }
    String line = "the image can't be fetched yet; trying again";
    return Optional.of(
        new Coming(
            line, Code.IMAGE, "the image " + image + " can't be fetched: " + Brief.of(message)));
  }

  private static Coming again(Container container, State.Ended end) {
    return new Coming(
        "it ended at once (" + manner(end) + "); trying again",
        Code.CRASH,
        "its container " + container.name() + " ends at once: " + manner(end));
  }

  static Broken died(Container container, State.Ended end) {
    if (end.reason().equals("StartError") || end.reason().equals("ContainerCannotRun")) {
      return new Broken(Code.CRASH, cantRun(end.message()), false);
    }
    String who = isSession(container) ? "it" : "its preparation " + container.name();
    return new Broken(
        Code.CRASH, who + " ends right after it starts: " + manner(end), isSession(container));
  }

  /** Of a runtime's long sentence only its end speaks of what is in the image. */
  private static String cantRun(String message) {
    int exec = message.lastIndexOf("exec: ");
    return "it can't be run: " + Brief.of(exec < 0 ? message : message.substring(exec + 6));
  }

  private static String manner(State.Ended end) {
    return end.reason().equals("OOMKilled")
        ? "it needs more memory than it may have"
        : "exit code " + end.code();
  }

  private static Optional<Chapter> broken(Code code, String why, boolean lastWords) {
    return Optional.of(new Broken(code, why, lastWords));
  }
}
