package dev.dormouse.broker.relay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.helpers.PacketBuffer;
import org.apache.sshd.common.util.buffer.Buffer;

/** Messages of the connection protocol, as bytes: nothing of them is understood but the number. */
final class Messages {
  /** PROTOCOL of OpenSSH, 1.9: ping@openssh.com. */
  static final int PING = 192;

  static final int PONG = 193;

  /** Room before a message, for what the packet's header takes. */
  private static final int HEAD = SshConstants.SSH_PACKET_HEADER_LEN;

  /** Room behind it, for the longest padding and the longest MAC. */
  private static final int TAIL = 96;

  private static final byte[] HOST_KEYS =
      "hostkeys-00@openssh.com".getBytes(StandardCharsets.US_ASCII);

  private Messages() {}

  /**
   * A copy with room around it, so that MINA encrypts it in place.
   *
   * @param message as a service gets it: behind its number
   */
  static Buffer copy(Buffer message) {
    int length = message.available() + 1;
    byte[] bytes = new byte[HEAD + length + TAIL];
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
    return message.rawUInt(message.rpos()) == HOST_KEYS.length
        && Arrays.equals(
            message.array(), name, name + HOST_KEYS.length, HOST_KEYS, 0, HOST_KEYS.length);
  }
}
