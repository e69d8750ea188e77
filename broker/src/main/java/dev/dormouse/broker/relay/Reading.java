package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Reads the fields of a message (RFC 4251, 5) one after the other, and leaves the message as it is.
 * What isn't there any more is nothing: such a message is for whom it is meant to complain of.
 */
final class Reading {
  /** Far more than the names of the protocol. */
  private static final int LONGEST_NAME = 64;

  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean whole = true;

  Reading(Buffer message) {
    bytes = message.array();
    at = message.rpos();
    end = message.wpos();
  }

  /** Whether all that was read was there. */
  boolean whole() {
    return whole;
  }

  void skip(int count) {
    whole = whole && count <= end - at;
    at = whole ? at + count : end;
  }

  long number() {
    int from = at;
    skip(Integer.BYTES);
    return whole
        ? (bytes[from] & 0xffL) << 24
            | (bytes[from + 1] & 0xff) << 16
            | (bytes[from + 2] & 0xff) << 8
            | (bytes[from + 3] & 0xff)
        : 0;
  }

  /** One of the protocol's: OpenSSH takes it with a NUL behind it too. */
  String name() {
    var said = text(LONGEST_NAME).text();
    int nul = said.indexOf('\0');
    return nul < 0 ? said : said.substring(0, nul);
  }

  /** Somebody's words, of which at most so many bytes are copied. */
  Asked.Said text(int most) {
    long length = number();
    int from = at;
    if (length > end - at) {
      whole = false;
      at = end;
      return Asked.Said.NOTHING;
    }
    skip((int) length);
    int kept = (int) Math.min(length, most);
    return new Asked.Said(
        new String(Arrays.copyOfRange(bytes, from, from + kept), StandardCharsets.UTF_8),
        length > most ? length : 0);
  }
}
