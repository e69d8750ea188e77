package dev.dormouse.broker.relay;

import java.util.function.IntSupplier;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Gives MINA's decoder no more than the packet that it is at: of what is left over it would move
 * all to the front again, after each packet.
 */
public final class Feed {
  /** MINA's decoder. */
  public interface Decoder {
    void decode() throws Exception;
  }

  private Feed() {}

  /**
   * Decodes all that there is.
   *
   * @param wanted how many bytes make the decoder go on; more than none
   */
  public static void all(Readable in, Buffer into, IntSupplier wanted, Decoder decoder)
      throws Exception {
    while (in.available() > 0) {
      into.putBuffer(new Part(in, Math.min(wanted.getAsInt(), in.available())));
      decoder.decode();
    }
  }

  private record Part(Readable of, int available) implements Readable {
    @Override
    public void getRawBytes(byte[] data, int offset, int length) {
      of.getRawBytes(data, offset, length);
    }
  }
}
