package dev.dormouse.broker.ssh;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/** Bytes without end that nobody could guess, and yet everybody can count again. */
final class Bytes extends InputStream {
  private final Random random = new Random(7);
  private final MessageDigest digest;
  private long left;

  Bytes(long length) throws Exception {
    this.left = length;
    this.digest = MessageDigest.getInstance("SHA-256");
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(Math.min(length, 1 << 16), left);
    byte[] some = new byte[count];
    random.nextBytes(some);
    digest.update(some);
    System.arraycopy(some, 0, to, offset, count);
    left -= count;
    return count;
  }

  /** The sum of all that was read. */
  String sum() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
