package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.helpers.PacketBuffer;
import org.apache.sshd.common.util.buffer.Buffer;

/** Messages of the connection protocol, as bytes: nothing of them is understood but the number. */
public final class Messages {
  /** PROTOCOL of OpenSSH, 1.9: ping@openssh.com. */
  static final int PING = 192;

  static final int PONG = 193;

  /** Room before a message, for what the packet's header takes. */
  private static final int HEAD = SshConstants.SSH_PACKET_HEADER_LEN;

  /** Room behind it, for the longest padding and the longest MAC. */
  private static final int TAIL = 96;

  /** Most messages fit; a larger one leaves a larger one behind. */
  private static final int USUAL = 64 << 10;

  /** One for each event loop: what is in it is encrypted in place, and written before the next. */
  private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[USUAL]);

  /** OpenSSH reads a name up to its first NUL: so whatever begins like this is one of them. */
  private static final byte[] HOST_KEYS = "hostkeys".getBytes(StandardCharsets.US_ASCII);

  private Messages() {}

  /**
   * A copy with room around it, so that MINA encrypts it in place.
   *
   * @param message as a service gets it: behind its number
   */
  public static Buffer copy(Buffer message) {
    return copy(message, new byte[HEAD + message.available() + 1 + TAIL]);
  }

  /** The same, in memory that the next one will take: for who encrypts and writes it at once. */
  public static Buffer passing(Buffer message) {
    int room = HEAD + message.available() + 1 + TAIL;
    byte[] bytes = SCRATCH.get();
    if (bytes.length < room) {
      bytes = new byte[room];
      SCRATCH.set(bytes);
    }
    return copy(message, bytes);
  }

  private static Buffer copy(Buffer message, byte[] bytes) {
    int length = message.available() + 1;
    System.arraycopy(message.array(), message.rpos() - 1, bytes, HEAD, length);
    var copy = new PacketBuffer(bytes, false);
    copy.rpos(HEAD);
    copy.wpos(HEAD + length);
    return copy;
  }

  /** The same bytes back, under the answer's number. */
  static Buffer pong(Buffer ping) {
    var pong = copy(ping);
    pong.array()[pong.rpos()] = (byte) PONG;
    return pong;
  }

  /** No to a global request. */
  static Buffer failure() {
    var failure = new PacketBuffer(new byte[HEAD + 1 + TAIL], false);
    failure.rpos(HEAD);
    failure.wpos(HEAD);
    failure.putByte(SshConstants.SSH_MSG_REQUEST_FAILURE);
    return failure;
  }

  /**
   * Is this the pod's sshd telling its host keys? A client would ask it to prove them for another
   * session.
   */
  static boolean tellsHostKeys(int number, Buffer message) {
    if (number != SshConstants.SSH_MSG_GLOBAL_REQUEST
        || message.available() < Integer.BYTES + HOST_KEYS.length) {
      return false;
    }
    int name = message.rpos() + Integer.BYTES;
    return message.rawUInt(message.rpos()) >= HOST_KEYS.length
        && Arrays.equals(
            message.array(), name, name + HOST_KEYS.length, HOST_KEYS, 0, HOST_KEYS.length);
  }

  /** Does a global request want an answer? One that is cut short gets none. */
  static boolean wantsReply(Buffer request) {
    long after = Integer.BYTES + request.rawUInt(request.rpos());
    return after < request.available() && request.rawByte(request.rpos() + (int) after) != 0;
  }
}
