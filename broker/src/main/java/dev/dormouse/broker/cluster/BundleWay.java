package dev.dormouse.broker.cluster;

import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.BundleWish;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the bundle comes into pods: as was said, or else as the API server's version allows. That is
 * asked at the start, and before a pod is made if there was no answer then; the first answer holds.
 */
final class BundleWay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BundleWay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Calls calls;
  private final BundleWish wish;
  private final Thread thread = Thread.ofVirtual().name("bundle-way").unstarted(this::first);
  private volatile Outcome<Bundle> known;

  private BundleWay(KubernetesClient client, Calls calls, BundleWish wish) {
    this.client = client;
    this.calls = calls;
    this.wish = wish;
    this.known =
        switch (wish) {
          case BundleWish.Settled(var bundle) -> new Outcome.Got<>(bundle);
          case BundleWish.ByVersion _ ->
              new Outcome.Away<>("the cluster hasn't said its version yet");
        };
  }

  /** Begins to find it out. */
  static BundleWay find(KubernetesClient client, Calls calls, BundleWish wish) {
    var way = new BundleWay(client, calls, wish);
    way.thread.start();
    return way;
  }

  private void first() {
    try {
      bundle(PATIENCE);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be brought into a pod. */
  Outcome<Bundle> bundle(Duration patience) throws InterruptedException {
    if (wish instanceof BundleWish.ByVersion byVersion && !(known instanceof Outcome.Got)) {
      ask(byVersion, patience);
    }
    return known;
  }

  private void ask(BundleWish.ByVersion wish, Duration patience) throws InterruptedException {
    switch (calls.call(patience, client::getKubernetesVersion)) {
      case Outcome.Got<VersionInfo>(var version) ->
          settle(wish.on(version.getMajor(), version.getMinor()), version.getGitVersion());
      // One that doesn't say who it is can run an init container like any other.
      case Outcome.No<VersionInfo> no -> settle(wish.on("", ""), "unknown: " + no.message());
      case Outcome.Absent<VersionInfo> _ -> settle(wish.on("", ""), "unknown");
      case Outcome.Conflict<VersionInfo> _, Outcome.Away<VersionInfo> _ -> {}
    }
  }

  private synchronized void settle(Bundle.Of bundle, String kubernetes) {
    if (!(known instanceof Outcome.Got)) {
      known = new Outcome.Got<>(bundle);
      LOG.atInfo()
          .addKeyValue("by", bundle.mount() == Bundle.Mount.COPY ? "copy" : "image-volume")
          .addKeyValue("kubernetes", kubernetes)
          .log("how the bundle comes into sessions was found out");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
