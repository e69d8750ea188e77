package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.SessionId;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events of pods whose start is told: a watch each, for as long as it is told. */
final class PodEvents implements AutoCloseable {
  private final KubernetesClient client;
  private final Bell bell;
  private final Map<SessionId, Followed> followed = new ConcurrentHashMap<>();

  private record Followed(String uid, Watched<Event> events) {}

  PodEvents(KubernetesClient client, Bell bell) {
    this.client = client;
    this.bell = bell;
  }

  void follow(SessionId session, PodSeen pod) {
    followed.compute(
        session,
        (_, before) -> {
          if (before != null && before.uid().equals(pod.uid())) {
            return before;
          }
          if (before != null) {
            before.events().close();
          }
          var events =
              Watched.of(
                  "events",
                  client
                      .v1()
                      .events()
                      .inNamespace(session.namespace())
                      .withField("involvedObject.uid", pod.uid()),
                  bell);
          events.start();
          return new Followed(pod.uid(), events);
        });
  }

  void leave(SessionId session) {
    Followed last = followed.remove(session);
    if (last != null) {
      last.events().close();
    }
  }

  List<Event> of(SessionId session, Pod pod) {
    Followed one = followed.get(session);
    return one != null && one.uid().equals(pod.getMetadata().getUid())
        ? one.events().informer().getStore().list()
        : List.of();
  }

  @Override
  public void close() {
    followed.values().forEach(one -> one.events().close());
    followed.clear();
  }
}
