package dev.dormouse.crds.objects;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A key in a few letters that an object's name may hold. */
final class Fingerprint {
  private static final int BYTES = 5;

  private Fingerprint() {}

  static String brief(String publicKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(publicKey.strip().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
