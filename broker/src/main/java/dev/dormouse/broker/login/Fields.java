package dev.dormouse.broker.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A public key's wire form taken apart: whatever the type, it is a row of byte strings, each behind
 * its length (RFC 4251, 5), and nothing else.
 */
final class Fields {
  private Fields() {}

  /** Nothing when a length is wrong or bytes are left over. */
  static Optional<List<byte[]>> of(byte[] blob) {
    List<byte[]> fields = new ArrayList<>();
    var rest = ByteBuffer.wrap(blob);
    while (rest.hasRemaining()) {
      if (rest.remaining() < Integer.BYTES) {
        return Optional.empty();
      }
      int length = rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        return Optional.empty();
      }
      var field = new byte[length];
      rest.get(field);
      fields.add(field);
    }
    return Optional.of(fields);
  }

  static String text(byte[] field) {
    return new String(field, StandardCharsets.ISO_8859_1);
  }
}
