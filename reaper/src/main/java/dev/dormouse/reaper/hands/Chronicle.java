package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Session;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each verdict where {@code kubectl describe session} shows it, and in the log. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger("verdict");

  private final KubernetesClient client;

  Chronicle(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Tells it.
   *
   * @param verdict FellAsleep, Forgotten, StartFailed
   */
  void tell(Session session, String verdict, String why, Instant now) {
    var meta = session.getMetadata();
    LOG.atInfo()
        .addKeyValue("session", meta.getNamespace() + "/" + meta.getName())
        .addKeyValue("run", session.getSpec().run())
        .addKeyValue("verdict", verdict)
        .addKeyValue("why", why)
        .log("verdict");
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
                  .withType(verdict.equals("StartFailed") ? "Warning" : "Normal")
                  .withReason(verdict)
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
