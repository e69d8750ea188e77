package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the node plays for one pod on command, so that a failure can be looked at on a laptop: the
 * pod's annotation {@value #ANNOTATION}, like {@code slow-pull=8s} or {@code never-ready,evict=5s}.
 */
record Play(Map<Act, Duration> acts, Optional<String> mistake) {
  static final String ANNOTATION = "embedded.dormouse.dev/play";

  /** What can be played. A duration is how long it takes or, after the start, until it happens. */
  enum Act {
    UNSCHEDULABLE,
    IMAGE_NOT_FOUND,
    SLOW_PULL,
    VOLUME_HELD,
    CRASH_LOOP,
    NEVER_READY,
    OOM_KILL,
    EVICT;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Act> of(String word) {
      return Stream.of(values()).filter(act -> act.word().equals(word)).findFirst();
    }
  }

  static Play of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String text = annotations == null ? "" : annotations.getOrDefault(ANNOTATION, "");
    Map<Act, Duration> acts = new LinkedHashMap<>();
    for (String part : text.split("[,\\s]+", 0)) {
      if (part.isEmpty()) {
        continue;
      }
      String[] pair = part.split("=", 2);
      Optional<Act> act = Act.of(pair[0]);
      Optional<Duration> span = pair.length == 1 ? Optional.of(Duration.ZERO) : span(pair[1]);
      if (act.isEmpty() || span.isEmpty()) {
        return new Play(Map.of(), Optional.of(mistake(part)));
      }
      acts.put(act.get(), span.get());
    }
    return new Play(acts, Optional.empty());
  }

  boolean has(Act act) {
    return acts.containsKey(act);
  }

  /** How long, when it is played at all. */
  Optional<Duration> after(Act act) {
    return Optional.ofNullable(acts.get(act));
  }

  private static Optional<Duration> span(String text) {
    return text.matches("[0-9]{1,6}(ms|s|m)")
        ? Optional.of(
            text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static String mistake(String part) {
    return "annotation %s: \"%s\" can't be played; what can: %s, each with =8s or =300ms behind it where it takes time"
        .formatted(
            ANNOTATION,
            part,
            Stream.of(Act.values()).map(Act::word).collect(Collectors.joining(", ")));
  }
}
