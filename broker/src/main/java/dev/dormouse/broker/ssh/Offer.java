package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * What a publickey request brings, read from its bytes.
 *
 * @param key as it was sent: its first word and its bytes
 */
record Offer(boolean signed, String algorithm, Key key) {
  private static final int LARGEST = 32 << 10;

  /** Reads ahead; the request's own position stays. */
  static Offer peek(Buffer request) throws IOException {
    int start = request.rpos();
    try {
      boolean signed = request.getBoolean();
      String algorithm = request.getString();
      byte[] blob = request.getBytes();
      if (blob.length > LARGEST) {
        throw new SshException("a key of %d bytes".formatted(blob.length));
      }
      return new Offer(signed, algorithm, key(new ByteArrayBuffer(blob).getString(), blob));
    } finally {
      request.rpos(start);
    }
  }

  /**
   * What it proves once it is signed. Whatever isn't exactly one key, as we would write it, is
   * none.
   */
  Proof proof(PublicKey parsed) throws SshException {
    if (!key.type().equals(Algorithms.keyTypeOf(algorithm))) {
      throw new SshException("a signature of %s by a key of %s".formatted(algorithm, key.type()));
    }
    if (parsed instanceof OpenSshCertificate certificate) {
      return certified(certificate);
    }
    if (!key(parsed).equals(key)) {
      throw new SshException("a key that has more than one form");
    }
    return new Proof.ByKey(key);
  }

  private static Proof certified(OpenSshCertificate certificate) {
    var principals = certificate.getPrincipals();
    return new Proof.ByCertificate(
        key(certificate.getCertPubKey()),
        key(certificate.getCaPubKey()),
        certificate.getId(),
        certificate.getSerial(),
        principals == null ? List.of() : List.copyOf(principals),
        certificate.getCriticalOptionsMap(),
        new HashSet<>(certificate.getExtensionsMap().keySet()));
  }

  static Key key(PublicKey key) {
    return key(KeyUtils.getKeyType(key), wire(key));
  }

  private static Key key(String type, byte[] wire) {
    return new Key(type, Base64.getEncoder().encodeToString(wire));
  }

  private static byte[] wire(PublicKey key) {
    var wire = new ByteArrayBuffer();
    wire.putRawPublicKey(key);
    return wire.getCompactData();
  }
}
