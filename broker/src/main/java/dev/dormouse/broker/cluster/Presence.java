package dev.dormouse.broker.cluster;

import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.Names;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that this broker lives: a Lease that it renews while it does, and takes away when it ends
 * in order. The reaper ends the attachments of a broker whose lease isn't renewed; nothing of a
 * connection waits for it.
 */
final class Presence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  /** How long it holds without being renewed: three renewals may fail. */
  private static final Duration HOLDS = Duration.ofSeconds(40);

  private static final Duration RENEWED = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** What the end of a broker waits for, each way of it. */
  private static final Duration LAST = Duration.ofSeconds(3);

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final Calls calls;
  private final ClusterOptions options;
  private final InstantSource clock;
  private final ZonedDateTime since;
  private final Thread thread = Thread.ofVirtual().name("presence").unstarted(this::keep);
  private boolean failing;

  private Presence(
      KubernetesClient client, Calls calls, ClusterOptions options, InstantSource clock) {
    this.client = client;
    this.calls = calls;
    this.options = options;
    this.clock = clock;
    this.since = micros(clock.instant());
  }

  /** Begins to show it. */
  static Presence show(
      KubernetesClient client, Calls calls, ClusterOptions options, InstantSource clock) {
    var presence = new Presence(client, calls, options, clock);
    presence.thread.start();
    return presence;
  }

  private void keep() {
    try {
      while (true) {
        told(renew());
        Thread.sleep(RENEWED);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that a killed broker of this name left behind is taken over. */
  private Outcome<Lease> renew() throws InterruptedException {
    Lease lease = lease();
    String patch = client.getKubernetesSerialization().asJson(lease);
    Outcome<Lease> renewed = calls.call(PATIENCE, () -> client.resource(lease).patch(MERGE, patch));
    return renewed instanceof Outcome.Absent
        ? calls.call(PATIENCE, () -> client.resource(lease).create())
        : renewed;
  }

  private Lease lease() {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(options.namespace())
        .withName(Names.lease(options.id()))
        .addToLabels(Labels.MANAGED_BY, "dormouse")
        .addToLabels(Labels.BROKER, options.id())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(options.id())
        .withLeaseDurationSeconds((int) HOLDS.toSeconds())
        .withAcquireTime(since)
        .withRenewTime(micros(clock.instant()))
        .endSpec()
        .build();
  }

  /** An outage is one line at its beginning and one at its end. */
  private void told(Outcome<Lease> outcome) {
    boolean fails = !(outcome instanceof Outcome.Got);
    if (fails && !failing) {
      LOG.atWarn()
          .addKeyValue("lease", Names.lease(options.id()))
          .addKeyValue("answer", outcome)
          .log("lease not renewed");
    } else if (!fails && failing) {
      LOG.atInfo().addKeyValue("lease", Names.lease(options.id())).log("lease renewed again");
    }
    failing = fails;
  }

  private static ZonedDateTime micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
  }

  /** Takes it away: whoever looks for this broker needn't wait until it runs out. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LAST);
      Lease lease = lease();
      calls.call(LAST, () -> client.resource(lease).delete());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
