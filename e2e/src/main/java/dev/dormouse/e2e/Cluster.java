package dev.dormouse.e2e;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;

/**
 * The cluster that the tests of this JVM run against, as the system property {@code cluster} says.
 */
public sealed interface Cluster extends AutoCloseable permits JvmCluster, K3sCluster, NamedCluster {

  /** The file that tells a client how to reach this cluster. */
  Path kubeconfig();

  /** An image with a POSIX shell, for pods that only have to run a command. */
  String image();

  /** Whether this is Kubernetes itself: CEL, quotas, RBAC and admission are checked only there. */
  boolean real();

  @Override
  void close();

  /** How to reach this cluster, for a client that must hear of each refusal: nothing is retried. */
  default Config config() {
    var config = Config.fromKubeconfig(kubeconfig().toFile());
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  /** Starts, or finds, the cluster that the system property {@code cluster} names. */
  static Cluster chosen() {
    var name = System.getProperty("cluster", "embedded");
    return switch (name) {
      case "embedded" -> JvmCluster.start();
      case "kubeconfig" -> NamedCluster.fromEnvironment();
      case "k3s" -> K3sCluster.start();
      default ->
          throw new IllegalArgumentException(
              "cluster is \"" + name + "\"; it can be embedded, kubeconfig or k3s");
    };
  }
}
