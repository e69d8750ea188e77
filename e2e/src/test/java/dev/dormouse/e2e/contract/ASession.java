package dev.dormouse.e2e.contract;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Alice's session, and what it is made from. */
final class ASession {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBpQ9Yx0B8Ct1mGtUYsJ6YB1lBYz2kI0cVQmQH0Yx7pR";

  private ASession() {}

  static Session in(String namespace) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: Session
        metadata: {name: small, namespace: %s, uid: 6f0e1c52-0000-4000-8000-000000000001}
        spec: {owner: alice, template: debian}
        status: {hostKey: %s}
        """
            .formatted(namespace, HOST_KEY),
        Session.class);
  }

  static SessionTemplate template(String spec) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: SessionTemplate
        metadata: {name: debian}
        spec:
        """
            + spec.indent(2),
        SessionTemplate.class);
  }

  static Flavor flavor() {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: Flavor
        metadata: {name: large}
        spec:
          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
          tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]
        """,
        Flavor.class);
  }
}
