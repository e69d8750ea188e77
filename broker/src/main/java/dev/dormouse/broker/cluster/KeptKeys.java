package dev.dormouse.broker.cluster;

import dev.dormouse.broker.login.KeyLine;
import dev.dormouse.crds.objects.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * The host key and the user CA of a house, made once and kept in a Secret. Whoever makes it needs
 * no right but to create Secrets: one that is there already is neither read nor written.
 */
public final class KeptKeys {
  /** The host key's name in the Secret; the public half has .pub behind it. */
  public static final String HOST_KEY = "host_key";

  /** The user CA's name in the Secret. */
  public static final String USER_CA = "user_ca";

  /** The annotation that says the host key's fingerprint, for who compares it at a first login. */
  public static final String FINGERPRINT = "dormouse.dev/host-key-fingerprint";

  /** What came of it. */
  public sealed interface Made {
    /** They are new. */
    record New(String fingerprint) implements Made {}

    /** There is a Secret of this name already. */
    record Kept() implements Made {}

    /** The cluster didn't take it; in its words. */
    record No(String why) implements Made {}
  }

  private KeptKeys() {}

  /** Makes them, unless they are there, on the cluster that is found as kubectl finds it. */
  public static Made make(String namespace, String name) {
    var hostKey = MintedKey.mint();
    var fingerprint = fingerprint(hostKey);
    var secret = secret(namespace, name, hostKey, fingerprint);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      client.resource(secret).create();
      return new Made.New(fingerprint);
    } catch (KubernetesClientException refused) {
      return refused.getCode() == HttpURLConnection.HTTP_CONFLICT
          ? new Made.Kept()
          : new Made.No(String.valueOf(refused.getMessage()));
    }
  }

  private static Secret secret(
      String namespace, String name, MintedKey hostKey, String fingerprint) {
    var userCa = MintedKey.mint();
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .addToLabels(Labels.MANAGED_BY, "dormouse")
        .addToAnnotations(FINGERPRINT, fingerprint)
        .endMetadata()
        .withType("Opaque")
        .addToStringData(HOST_KEY, hostKey.privateKey())
        .addToStringData(HOST_KEY + ".pub", hostKey.publicKey() + "\n")
        .addToStringData(USER_CA, userCa.privateKey())
        .addToStringData(USER_CA + ".pub", userCa.publicKey() + "\n")
        .build();
  }

  private static String fingerprint(MintedKey key) {
    return switch (KeyLine.read(key.publicKey())) {
      case KeyLine.Opens(var open) -> open.key().fingerprint();
      case KeyLine.Broken(var why) -> throw new IllegalStateException("a key of our own: " + why);
      case KeyLine.Remark() -> throw new IllegalStateException("a key of our own is a remark");
    };
  }
}
