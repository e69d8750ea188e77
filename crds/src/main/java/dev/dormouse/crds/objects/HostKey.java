package dev.dormouse.crds.objects;

import dev.dormouse.crds.Session;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/**
 * The Secret of a session's host key: minted with the session, mounted by its pods, and gone with
 * it. Who makes it need never read it.
 */
public final class HostKey {
  /** The private key's name in the Secret, and so the file's in the pod. */
  public static final String FILE = "ssh_host_key";

  private HostKey() {}

  /**
   * The Secret of this session's host key.
   *
   * @param publicKey its public half, as the session's status will name it
   * @param privateKey as sshd reads it: an OpenSSH or PEM file's text
   */
  public static Secret secret(Session session, String publicKey, String privateKey) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(Names.hostKey(session, publicKey))
        .withNamespace(session.getMetadata().getNamespace())
        .withLabels(Labels.of(session))
        .withOwnerReferences(Owner.of(session))
        .endMetadata()
        .withType("Opaque")
        .addToStringData(FILE, privateKey)
        .build();
  }
}
