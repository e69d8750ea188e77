package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Session;
import dev.dormouse.metrics.audit.Audit;
import dev.dormouse.metrics.audit.Entry;
import dev.dormouse.metrics.audit.Event;
import dev.dormouse.metrics.audit.Field;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each verdict where {@code kubectl describe session} shows it, in the log and the audit. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger("verdict");

  /** What is told, by the name that it has in kubectl and in the log. */
  enum News {
    FELL_ASLEEP("FellAsleep", "Normal", Event.SLEEP),
    FORGOTTEN("Forgotten", "Normal", Event.FORGOTTEN),
    START_FAILED("StartFailed", "Warning", Event.FAILED);

    private final String reason;
    private final String type;
    private final Event event;

    News(String reason, String type, Event event) {
      this.reason = reason;
      this.type = type;
      this.event = event;
    }
  }

  private final KubernetesClient client;
  private final Audit audit;

  Chronicle(KubernetesClient client, Audit audit) {
    this.client = client;
    this.audit = audit;
  }

  void tell(Session session, News news, String why, Instant now) {
    var meta = session.getMetadata();
    LOG.atInfo()
        .addKeyValue("session", meta.getNamespace() + "/" + meta.getName())
        .addKeyValue("run", session.getSpec().run())
        .addKeyValue("verdict", news.reason)
        .addKeyValue("why", why)
        .log("verdict");
    audit.tell(
        Entry.of(news.event)
            .with(Field.USER, session.getSpec().owner())
            .with(Field.SESSION, meta.getName())
            .with(Field.RUN, Objects.requireNonNullElse(session.getSpec().run(), ""))
            .with(Field.WHY, why));
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      client
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withGenerateName(meta.getName() + ".")
                  .withNamespace(meta.getNamespace())
                  .endMetadata()
                  .withNewInvolvedObject()
                  .withApiVersion(session.getApiVersion())
                  .withKind(session.getKind())
                  .withNamespace(meta.getNamespace())
                  .withName(meta.getName())
                  .withUid(meta.getUid())
                  .endInvolvedObject()
                  .withType(news.type)
                  .withReason(news.reason)
                  .withMessage(why)
                  .withFirstTimestamp(time)
                  .withLastTimestamp(time)
                  .withCount(1)
                  .withNewSource()
                  .withComponent("dormouse-reaper")
                  .endSource()
                  .build())
          .create();
    } catch (KubernetesClientException lost) {
      LOG.atDebug().setCause(lost).log("an event was not taken");
    }
  }
}
