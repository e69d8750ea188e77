package dev.dormouse.reaper.hands;

import dev.dormouse.metrics.ReaperMetrics;
import dev.dormouse.metrics.audit.Audit;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.File;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of all reapers one looks after the sessions; the others wait for its place. Two who think so at
 * once do no harm: all they write is guarded.
 */
public final class Leadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String LEASE = "dormouse-reaper";
  private static final Duration LASTS = Duration.ofSeconds(15);
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(3);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final ReaperOptions options;
  private final ReaperMetrics metrics;
  private final Audit audit;
  private final InstantSource clock;
  private final Thread thread;
  private final AtomicReference<@Nullable Term> term = new AtomicReference<>();
  private volatile boolean closed;

  private Leadership(
      ReaperOptions options,
      ReaperMetrics metrics,
      Audit audit,
      Interceptor calls,
      InstantSource clock) {
    this.options = options;
    this.metrics = metrics;
    this.audit = audit;
    this.clock = clock;
    Config config =
        options.kubeconfig().isEmpty()
            ? Config.autoConfigure(null)
            : Config.fromKubeconfig(new File(options.kubeconfig()));
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(config)
                    .withRequestRetryBackoffLimit(0)
                    .withConnectionTimeout(3_000)
                    .withRequestTimeout(5_000)
                    .withWatchReconnectInterval(60)
                    .build())
            .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("counted", calls))
            .build();
    thread = Thread.ofPlatform().name("leadership").daemon().unstarted(this::run);
  }

  /**
   * Begins to stand for it; comes back at once.
   *
   * @param calls sees each call of the API server
   */
  public static Leadership seek(
      ReaperOptions options,
      ReaperMetrics metrics,
      Audit audit,
      Interceptor calls,
      InstantSource clock) {
    Leadership leadership = new Leadership(options, metrics, audit, calls, clock);
    leadership.thread.start();
    return leadership;
  }

  private void run() {
    try {
      while (!closed) {
        try {
          stand();
        } catch (ExecutionException | RuntimeException failed) {
          LOG.atWarn().addKeyValue("why", String.valueOf(failed)).log("election failed");
        }
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** From standing for election to the end of the term, if there was one. */
  private void stand() throws InterruptedException, ExecutionException {
    var elected = new CompletableFuture<Void>();
    CompletableFuture<?> election = elector(elected).start();
    try {
      CompletableFuture.anyOf(elected, election).get();
      if (elected.isDone() && !election.isDone()) {
        term.set(new Term(client, options, LEASE, metrics, audit, clock));
        var _ = election.get();
      }
    } finally {
      Term ended = term.getAndSet(null);
      if (ended != null) {
        ended.close();
      }
      election.cancel(true);
    }
  }

  private LeaderElector elector(CompletableFuture<Void> elected) {
    return client
        .leaderElector()
        .withConfig(
            new LeaderElectionConfigBuilder()
                .withName(LEASE)
                .withLock(new LeaseLock(options.namespace(), LEASE, options.id()))
                .withLeaseDuration(LASTS)
                .withRenewDeadline(RENEWED_WITHIN)
                .withRetryPeriod(RENEWED_EVERY)
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(
                    new LeaderCallbacks(() -> elected.complete(null), () -> {}, _ -> {}))
                .build())
        .build();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
