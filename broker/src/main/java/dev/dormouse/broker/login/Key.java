package dev.dormouse.broker.login;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A public key. Two keys are one only when their bytes are.
 *
 * @param type as in the wire form: {@code ssh-ed25519}
 * @param blob canonical base64 of the wire form
 */
public record Key(String type, String blob) {
  /** As {@code ssh-keygen -l} shows it. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
