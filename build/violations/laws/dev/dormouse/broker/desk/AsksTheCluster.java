// breaks fabric8StaysWithThoseWhoTalkToTheCluster
package dev.dormouse.broker.desk;

import io.fabric8.kubernetes.client.KubernetesClient;

final class AsksTheCluster {
  static String where(KubernetesClient client) {
    return client.getNamespace();
  }
}
