package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.objects.Names;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes, reads and ends pods, each end only of the very pod that is meant. */
final class PodCalls {
  private static final int LOG_LINES = 20;

  /** What a kubelet gives as the log of a container that it has cleaned up already. */
  private static final String NO_LOG = "unable to retrieve container logs";

  private static final int LOG_BYTES = 16_384;

  private final KubernetesClient client;
  private final Calls calls;
  private final Ahead<Pod> known;

  PodCalls(KubernetesClient client, Calls calls, Ahead<Pod> known) {
    this.client = client;
    this.calls = calls;
    this.known = known;
  }

  Outcome<Pod> create(Pod pod, Duration patience) throws InterruptedException {
    return remember(calls.call(patience, () -> client.resource(pod).create()));
  }

  Outcome<Pod> read(String namespace, String name, Duration patience) throws InterruptedException {
    Optional<Pod> before = known.get(namespace, name);
    Outcome<Pod> outcome =
        calls.read(patience, name, () -> client.pods().inNamespace(namespace).withName(name).get());
    if (outcome instanceof Outcome.Absent) {
      before.ifPresent(known::gone);
    }
    return remember(outcome);
  }

  /** Ends this pod, and none that has taken its name since. */
  Outcome<String> end(SessionId session, PodSeen pod, Duration patience)
      throws InterruptedException {
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withNewPreconditions()
            .withUid(pod.uid())
            .endPreconditions()
            .build();
    return calls.call(
        patience, () -> String.valueOf(client.raw(uri(session, pod), "DELETE", options)));
  }

  /** The last lines of the container that died last: the previous one, when another runs again. */
  List<String> lastLines(SessionId session, PodSeen pod, Duration patience)
      throws InterruptedException {
    String[] previous =
        pod.runs() ? new String[] {"true", "false"} : new String[] {"false", "true"};
    for (String one : previous) {
      List<String> lines = lines(session, pod, one, patience);
      if (!lines.isEmpty()) {
        return lines;
      }
    }
    return List.of();
  }

  private List<String> lines(SessionId session, PodSeen pod, String previous, Duration patience)
      throws InterruptedException {
    var uri =
        uri(session, pod)
            + "/log?container=%s&previous=%s&tailLines=%d&limitBytes=%d"
                .formatted(Names.CONTAINER, previous, LOG_LINES, LOG_BYTES);
    return calls.call(patience, () -> Objects.requireNonNullElse(client.raw(uri), ""))
            instanceof Outcome.Got<String>(var text)
        ? text.lines().filter(line -> !line.isBlank() && !line.startsWith(NO_LOG)).toList()
        : List.of();
  }

  private static String uri(SessionId session, PodSeen pod) {
    return "/api/v1/namespaces/%s/pods/%s".formatted(session.namespace(), pod.name());
  }

  private Outcome<Pod> remember(Outcome<Pod> outcome) {
    if (outcome instanceof Outcome.Got<Pod>(var pod)) {
      known.put(pod);
    }
    return outcome;
  }
}
