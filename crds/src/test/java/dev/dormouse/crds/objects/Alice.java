package dev.dormouse.crds.objects;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Alice's session {@code small} and what it is made from, as a server would give them. */
final class Alice {
  static final KubernetesSerialization YAML = new KubernetesSerialization();
  static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBpQ9Yx0B8Ct1mGtUYsJ6YB1lBYz2kI0cVQmQH0Yx7pR";

  private Alice() {}

  static Session session(String specFields) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: Session
        metadata: {name: small, namespace: dm-alice, uid: 6f0e1c52-0000-4000-8000-000000000001}
        spec: {owner: alice, template: debian, %s}
        status: {hostKey: %s}
        """
            .formatted(specFields, HOST_KEY),
        Session.class);
  }

  static SessionTemplate template(String spec) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: SessionTemplate
        metadata: {name: debian, namespace: dormouse}
        spec:
        """
            + spec.indent(2),
        SessionTemplate.class);
  }

  static Flavor flavor(String spec) {
    return YAML.unmarshal(
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: Flavor
        metadata: {name: large, namespace: dormouse}
        spec:
        """
            + spec.indent(2),
        Flavor.class);
  }
}
