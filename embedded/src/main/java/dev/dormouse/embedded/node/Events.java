package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events about an object, told as a real node tells them: the same again only counts. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final KubernetesClient client;
  private final InstantSource clock;
  private final String component;
  private final Map<Told, Event> told = new ConcurrentHashMap<>();

  private record Told(String uid, String reason, String message, String fieldPath) {}

  Events(KubernetesClient client, InstantSource clock, String component) {
    this.client = client;
    this.clock = clock;
    this.component = component;
  }

  void normal(HasMetadata about, @Nullable String container, String reason, String message) {
    tell("Normal", about, container, reason, message);
  }

  void warning(HasMetadata about, @Nullable String container, String reason, String message) {
    tell("Warning", about, container, reason, message);
  }

  void forget(String uid) {
    told.keySet().removeIf(key -> key.uid().equals(uid));
  }

  private void tell(
      String type, HasMetadata about, @Nullable String container, String reason, String message) {
    String field = container == null ? "" : "spec.containers{" + container + "}";
    var key = new Told(about.getMetadata().getUid(), reason, message, field);
    try {
      told.compute(
          key,
          (_, before) ->
              before == null
                  ? client.resource(event(type, about, field, reason, message)).create()
                  : again(before));
    } catch (KubernetesClientException gone) {
      // The namespace is ending, or the cluster is: nobody is left to read it.
      LOG.atDebug().setCause(gone).addKeyValue("reason", reason).log("event not told");
    }
  }

  private Event again(Event before) {
    return client
        .resource(before)
        .edit(
            event ->
                new EventBuilder(event)
                    .withCount(event.getCount() + 1)
                    .withLastTimestamp(Moment.of(clock.instant()))
                    .build());
  }

  private Event event(String type, HasMetadata about, String field, String reason, String message) {
    String now = Moment.of(clock.instant());
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(about.getMetadata().getName() + ".")
        .withNamespace(
            about.getMetadata().getNamespace() == null
                ? "default"
                : about.getMetadata().getNamespace())
        .endMetadata()
        .withType(type)
        .withReason(reason)
        .withMessage(message)
        .withCount(1)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withNewSource()
        .withComponent(component)
        .endSource()
        .withReportingComponent(component)
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .withFieldPath(field.isEmpty() ? null : field)
        .endInvolvedObject()
        .build();
  }
}
