package dev.dormouse.broker.login;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A public key, exactly: two are equal when every byte of their wire form is. Never a prefix, never
 * a part of one.
 *
 * @param type as its wire form begins, like {@code ssh-ed25519}
 * @param blob its wire form (RFC 4253, 6.6) in base64, padded
 */
public record Key(String type, String blob) {

  /** The key of this wire form, in which its type is written first. */
  public static Key of(byte[] wire) {
    String type =
        Fields.of(wire)
            .filter(fields -> !fields.isEmpty())
            .map(fields -> Fields.text(fields.getFirst()))
            .orElseThrow(() -> new IllegalArgumentException("no wire form of a public key"));
    return new Key(type, Base64.getEncoder().encodeToString(wire));
  }

  /** {@code SHA256:...}, as {@code ssh-add -l} shows it. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** {@code ssh-ed25519 AAAA...}, as in a .pub file. */
  public String line() {
    return type + " " + blob;
  }
}
