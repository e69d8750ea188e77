package dev.dormouse.broker.login;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The types of keys that open, and what is wrong with a key of each: strictly, so that one key has
 * one wire form and comparing bytes is comparing keys.
 */
enum KeyType {
  ED25519("ssh-ed25519", false),
  ECDSA_256("ecdsa-sha2-nistp256", false),
  ECDSA_384("ecdsa-sha2-nistp384", false),
  ECDSA_521("ecdsa-sha2-nistp521", false),
  RSA("ssh-rsa", false),
  SK_ED25519("sk-ssh-ed25519@openssh.com", true),
  SK_ECDSA_256("sk-ecdsa-sha2-nistp256@openssh.com", true);

  private static final int ED25519_BYTES = 32;
  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 16_384;
  private static final byte UNCOMPRESSED = 4;
  private static final String NOT_WHOLE = "it is cut off, or something stands behind it";

  private final String text;
  private final boolean security;

  KeyType(String text, boolean security) {
    this.text = text;
    this.security = security;
  }

  static Optional<KeyType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findAny();
  }

  static String all() {
    return Arrays.stream(values()).map(type -> type.text).collect(Collectors.joining(", "));
  }

  /** Whether it is a FIDO key, whose signature tells of a touch. */
  boolean isSecurityKey() {
    return security;
  }

  /** What is wrong with this wire form of a key of this type, or nothing. */
  Optional<String> flaw(byte[] blob) {
    List<byte[]> fields = Fields.of(blob).orElse(List.of());
    if (fields.isEmpty()) {
      return Optional.of(NOT_WHOLE);
    }
    String inside = Fields.text(fields.getFirst());
    if (!inside.equals(text)) {
      return Optional.of(
          "it says %s and holds a key of type %s".formatted(text, Shown.text(inside)));
    }
    return switch (this) {
      case ED25519 -> fields.size() == 2 ? ed25519(fields.get(1)) : Optional.of(NOT_WHOLE);
      case ECDSA_256 -> ecdsa(fields, 3, "nistp256", 32);
      case ECDSA_384 -> ecdsa(fields, 3, "nistp384", 48);
      case ECDSA_521 -> ecdsa(fields, 3, "nistp521", 66);
      case RSA -> fields.size() == 3 ? rsa(fields.get(1), fields.get(2)) : Optional.of(NOT_WHOLE);
      case SK_ED25519 ->
          fields.size() == 3
              ? ed25519(fields.get(1)).or(() -> application(fields.get(2)))
              : Optional.of(NOT_WHOLE);
      case SK_ECDSA_256 -> ecdsa(fields, 4, "nistp256", 32).or(() -> application(fields.getLast()));
    };
  }

  private static Optional<String> ed25519(byte[] point) {
    return point.length == ED25519_BYTES ? Optional.empty() : Optional.of(NOT_WHOLE);
  }

  private static Optional<String> ecdsa(List<byte[]> fields, int count, String curve, int bytes) {
    if (fields.size() != count || !Fields.text(fields.get(1)).equals(curve)) {
      return Optional.of(NOT_WHOLE);
    }
    byte[] point = fields.get(2);
    return point.length == 1 + 2 * bytes && point[0] == UNCOMPRESSED
        ? Optional.empty()
        : Optional.of("its point is not an uncompressed one of " + curve);
  }

  /** An exponent of 1 would let anyone sign; an even one or an even modulus is damage. */
  private static Optional<String> rsa(byte[] exponent, byte[] modulus) {
    if (!isPositive(exponent) || !isPositive(modulus)) {
      return Optional.of("its numbers are not written as numbers of a key are");
    }
    var e = new BigInteger(exponent);
    var n = new BigInteger(modulus);
    if (n.bitLength() < LEAST_RSA_BITS || n.bitLength() > MOST_RSA_BITS) {
      return Optional.of(
          "its RSA key has %d bits; it takes %d to %d"
              .formatted(n.bitLength(), LEAST_RSA_BITS, MOST_RSA_BITS));
    }
    return e.bitLength() > 1 && e.testBit(0) && n.testBit(0)
        ? Optional.empty()
        : Optional.of("its RSA key is damaged");
  }

  /** RFC 4251, 5: a positive mpint, without a needless zero in front. */
  private static boolean isPositive(byte[] mpint) {
    return mpint.length > 0
        && mpint[0] >= 0
        && (mpint[0] != 0 || (mpint.length > 1 && mpint[1] < 0));
  }

  private static Optional<String> application(byte[] field) {
    String name = Fields.text(field);
    return !name.isEmpty() && name.length() <= 255 && name.chars().allMatch(Shown::isPlain)
        ? Optional.empty()
        : Optional.of("the application that its security key is for has no readable name");
  }

  @Override
  public String toString() {
    return text;
  }
}
