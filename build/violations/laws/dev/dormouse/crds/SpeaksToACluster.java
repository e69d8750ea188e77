// breaks crdsSpeakToNoCluster
package dev.dormouse.crds;

import io.fabric8.kubernetes.client.KubernetesClient;

final class SpeaksToACluster {
  static String where(KubernetesClient client) {
    return client.getNamespace();
  }
}
