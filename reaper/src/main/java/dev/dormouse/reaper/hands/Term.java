package dev.dormouse.reaper.hands;

import dev.dormouse.crds.Session;
import dev.dormouse.metrics.Census;
import dev.dormouse.metrics.ReaperMetrics;
import dev.dormouse.metrics.audit.Audit;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One leader's time: all that looks at sessions, from the election to its end. */
final class Term implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Term.class);

  /** How often brokers whose leases have run out are looked for. */
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final SimpleInboundEventSource<Session> changes = new SimpleInboundEventSource<>("known");
  private final Leases leases = new Leases(System::nanoTime);
  private final String ownLease;
  private final String prefix;
  private final ReaperMetrics metrics;
  private final Known known;
  private final Operator operator;
  private final IndexerResourceCache<Session> sessions;
  private final Sizes sizes;
  private final TemplateStatuses statuses;

  /** Whatever keeps a look from its end, nothing is given up. */
  static final Retry AGAIN =
      new GenericRetry()
          .setInitialInterval(1_000)
          .setIntervalMultiplier(2)
          .setMaxInterval(60_000)
          .setMaxAttempts(-1);

  private final Thread beat;

  Term(
      KubernetesClient client,
      ReaperOptions options,
      String ownLease,
      ReaperMetrics metrics,
      Audit audit,
      InstantSource clock) {
    this.ownLease = ownLease;
    this.prefix = options.userNamespaces();
    this.metrics = metrics;
    known = new Known(client, options.namespace(), new Changes());
    operator =
        new Operator(
            config ->
                config
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withStopOnInformerErrorDuringStartup(false)
                    .withReconciliationTerminationTimeout(Duration.ofSeconds(2)));
    var reconciler =
        new SessionReconciler(
            options.userNamespaces(),
            known,
            leases,
            new CpuMeter(client, System::nanoTime),
            new Deeds(client, known, metrics, audit),
            metrics,
            new SteadyClock(clock, System::nanoTime),
            changes);
    var registered =
        operator.register(
            reconciler,
            // What brokers say is in the status, which changes no generation.
            config ->
                config
                    .withName("sessions")
                    .withGenerationAware(false)
                    .withRetry(AGAIN)
                    .withTriggerReconcilerOnAllEvents(true));
    sizes = new Sizes(client, options.namespace(), operator, clock);
    statuses = new TemplateStatuses(new Calls(client), known);
    known.start();
    operator.start();
    statuses.start();
    sessions =
        ((io.javaoperatorsdk.operator.processing.Controller<Session>) registered)
            .getEventSourceManager()
            .getControllerEventSource();
    beat = Thread.ofVirtual().name("brokers' leases").start(this::beat);
    metrics.leads(this::census);
    LOG.atInfo().log("reaper leads");
  }

  private final class Changes implements Known.Listener {
    @Override
    public void ofSession(String namespace, String name) {
      changes.propagateEvent(new ResourceID(name, namespace));
    }

    @Override
    public void ofTemplate(String name) {
      each(session -> name.equals(session.getSpec().template()));
      ofFlavor();
    }

    @Override
    public void ofFlavor() {
      if (statuses != null) {
        statuses.changed();
      }
    }

    @Override
    public void ofUser(String name) {
      each(session -> name.equals(session.getSpec().owner()));
    }

    @Override
    public void lease(Lease lease, boolean gone) {
      String broker = Known.broker(lease);
      if (lease.getMetadata().getName().equals(ownLease)) {
        leases.pulse();
      } else if (!broker.isEmpty() && gone) {
        leases.deleted(broker);
      } else if (!broker.isEmpty()) {
        leases.renewed(
            broker,
            String.valueOf(lease.getSpec().getRenewTime()),
            lease.getSpec().getLeaseDurationSeconds() == null
                ? Leases.USUAL
                : Duration.ofSeconds(lease.getSpec().getLeaseDurationSeconds()));
      }
    }
  }

  private void each(Predicate<Session> which) {
    if (sessions != null) {
      sessions.list(which).map(ResourceID::fromResource).forEach(changes::propagateEvent);
    }
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(BEAT);
        each(
            session ->
                session.getStatus() != null
                    && session.getStatus().attachments().entrySet().stream()
                        .anyMatch(one -> one.getValue().open() > 0 && leases.gone(one.getKey())));
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private Census census() {
    return Counted.of(
        sessions.list(one -> SessionReconciler.counts(prefix, one)),
        template -> known.policy(template).kind());
  }

  @Override
  public void close() {
    metrics.leadsNoMore();
    beat.interrupt();
    statuses.close();
    operator.stop();
    sizes.close();
    known.close();
    LOG.atInfo().log("reaper leads no more");
  }
}
