package dev.dormouse.broker.net;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A part of the world's addresses.
 *
 * @param first its first one, whose other bits are zero
 * @param bits how many of its bits they all share
 */
public record Network(InetAddress first, int bits) {
  public Network {
    byte[] address = first.getAddress();
    if (bits < 0
        || bits > address.length * Byte.SIZE
        || !Arrays.equals(address, masked(address, bits))) {
      throw new IllegalArgumentException("no network: " + first + "/" + bits);
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Network read(String text) {
    if (!text.matches("(([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/[0-9]{1,3}")) {
      throw new IllegalArgumentException("no network: " + text);
    }
    int slash = text.indexOf('/');
    return new Network(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  public boolean has(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] ours = first.getAddress();
    return bytes.length == ours.length && Arrays.equals(ours, masked(bytes, bits));
  }

  private static byte[] masked(byte[] address, int bits) {
    var masked = new byte[address.length];
    for (int i = 0; i < address.length; i++) {
      int kept = Math.clamp(bits - i * (long) Byte.SIZE, 0, Byte.SIZE);
      masked[i] = (byte) (address[i] & (0xff << (Byte.SIZE - kept)));
    }
    return masked;
  }

  /** As it is read. */
  public String text() {
    return first.getHostAddress() + "/" + bits;
  }
}
