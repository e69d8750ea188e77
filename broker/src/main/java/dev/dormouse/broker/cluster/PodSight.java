package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.Life;
import dev.dormouse.broker.wake.PodSeen.State;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.crds.objects.SessionContainer;
import dev.dormouse.crds.objects.SessionRights;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From Kubernetes' own objects to what a start has to know of a pod. */
final class PodSight {
  /** Where a cluster without addresses of its own for pods tells a pod's port. */
  private static final String PORT = "embedded.dormouse.dev/ssh-port";

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final int LAST_PORT = 65_535;

  private PodSight() {}

  static PodSeen of(Pod pod, List<Event> events, List<PodSeen.Holder> holders) {
    PodStatus status = requireNonNullElse(pod.getStatus(), new PodStatus());
    return new PodSeen(
        pod.getMetadata().getName(),
        text(pod.getMetadata().getUid()),
        of(pod.getMetadata().getLabels(), Labels.RUN),
        pod.getMetadata().getDeletionTimestamp() != null,
        life(text(status.getPhase())),
        text(status.getReason()),
        text(status.getMessage()),
        text(pod.getSpec().getNodeName()),
        unplaced(status),
        text(status.getPodIP()),
        port(pod, text(status.getPodIP())),
        SessionRights.of(pod),
        session(status),
        list(status.getInitContainerStatuses()).stream().map(PodSight::container).toList(),
        happenings(events),
        holders);
  }

  private static Life life(String phase) {
    return switch (phase) {
      case "Running" -> Life.RUNNING;
      case "Succeeded" -> Life.SUCCEEDED;
      case "Failed" -> Life.FAILED;
      case "Unknown" -> Life.UNKNOWN;
      default -> Life.PENDING;
    };
  }

  /** Only a pod of this very machine has a port of its own: no other has a loopback address. */
  private static int port(Pod pod, String address) {
    String told = of(pod.getMetadata().getAnnotations(), PORT);
    if (!LOOPBACK.matcher(address).matches() || !told.matches("[0-9]{1,5}")) {
      return SessionContainer.PORT;
    }
    int port = Integer.parseInt(told);
    return port >= 1 && port <= LAST_PORT ? port : SessionContainer.PORT;
  }

  private static String unplaced(PodStatus status) {
    for (PodCondition condition : list(status.getConditions())) {
      if ("PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus())) {
        return text(condition.getMessage()).isEmpty()
            ? text(condition.getReason())
            : text(condition.getMessage());
      }
    }
    return "";
  }

  private static Container session(PodStatus status) {
    for (ContainerStatus one : list(status.getContainerStatuses())) {
      if (Names.CONTAINER.equals(one.getName())) {
        return container(one);
      }
    }
    return new Container(Names.CONTAINER, "", new State.Unknown(), new State.Unknown(), 0);
  }

  private static Container container(ContainerStatus status) {
    return new Container(
        text(status.getName()),
        text(status.getImage()),
        state(status.getState()),
        state(status.getLastState()),
        requireNonNullElse(status.getRestartCount(), 0));
  }

  private static State state(@Nullable ContainerState state) {
    if (state == null) {
      return new State.Unknown();
    }
    if (state.getRunning() != null) {
      return new State.Running();
    }
    if (state.getTerminated() != null) {
      var end = state.getTerminated();
      return new State.Ended(
          text(end.getReason()), text(end.getMessage()), requireNonNullElse(end.getExitCode(), 0));
    }
    if (state.getWaiting() != null) {
      return new State.Waiting(
          text(state.getWaiting().getReason()), text(state.getWaiting().getMessage()));
    }
    return new State.Unknown();
  }

  private static List<PodSeen.Happening> happenings(List<Event> events) {
    return events.stream()
        .sorted(Comparator.comparing(PodSight::version))
        .map(
            event ->
                new PodSeen.Happening(
                    text(event.getReason()), text(event.getMessage()), times(event)))
        .toList();
  }

  /** Their order: an event that came again has moved on. Their times are whole seconds. */
  private static long version(Event event) {
    String version = text(event.getMetadata().getResourceVersion());
    return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
  }

  /** Newer events have a series, older ones a count. */
  private static int times(Event event) {
    if (event.getSeries() != null && event.getSeries().getCount() != null) {
      return event.getSeries().getCount();
    }
    return requireNonNullElse(event.getCount(), 1);
  }

  private static String of(@Nullable Map<String, String> map, String key) {
    return map == null ? "" : map.getOrDefault(key, "");
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
