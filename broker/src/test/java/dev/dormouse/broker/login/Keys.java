package dev.dormouse.broker.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Keys to come in with, and what looks like some. */
final class Keys {
  static final String ED25519 = "ssh-ed25519";
  static final String SK_ED25519 = "sk-ssh-ed25519@openssh.com";
  static final String SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";

  private Keys() {}

  /** A line each: the fingerprint, then the key's own line. */
  static Stream<String> ofSshKeygen() {
    try (var file = Keys.class.getResourceAsStream("keys.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same number, the same key. */
  static Key number(int number) {
    return Key.of(wire(ED25519, point(number, 32)));
  }

  static String line(int number) {
    return number(number).line() + " key " + number;
  }

  static String sk(int number) {
    return SK_ED25519 + " " + base64(wire(SK_ED25519, point(number, 32), bytes("ssh:")));
  }

  static byte[] point(int number, int length) {
    var point = new byte[length];
    new Random(number).nextBytes(point);
    point[0] = 4;
    return point;
  }

  static byte[] wire(String type, byte[]... fields) {
    var wire = new ByteArrayOutputStream();
    write(wire, bytes(type));
    for (byte[] field : fields) {
      write(wire, field);
    }
    return wire.toByteArray();
  }

  private static void write(ByteArrayOutputStream wire, byte[] field) {
    wire.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    wire.writeBytes(field);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String base64(byte[] wire) {
    return Base64.getEncoder().encodeToString(wire);
  }
}
