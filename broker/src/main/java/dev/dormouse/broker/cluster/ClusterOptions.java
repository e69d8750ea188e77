package dev.dormouse.broker.cluster;

import dev.dormouse.crds.objects.BundleWish;
import java.time.Duration;

/**
 * Which cluster, and what of it is Dormouse's.
 *
 * @param kubeconfig a file; empty for what a client finds by itself, like a pod's service account
 * @param namespace where users, templates, flavors and the brokers' leases are
 * @param userNamespaces what the name of a user's own namespace begins with, before the user's name
 * @param id this broker's, unlike any other's: its attachments are written under it
 * @param userCa the public keys whose certificates pods take, one a line
 * @param bundle what is brought into the pods
 * @param patience how long an API server that doesn't answer is waited for
 */
public record ClusterOptions(
    String kubeconfig,
    String namespace,
    String userNamespaces,
    String id,
    String userCa,
    BundleWish bundle,
    Duration patience) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public ClusterOptions(
      String kubeconfig,
      String namespace,
      String userNamespaces,
      String id,
      String userCa,
      BundleWish bundle) {
    this(kubeconfig, namespace, userNamespaces, id, userCa, bundle, PATIENCE);
  }
}
