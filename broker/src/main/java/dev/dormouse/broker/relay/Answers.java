package dev.dormouse.broker.relay;

import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * What we answer a leg ourselves. Whoever asks without reading the answers isn't read any more
 * until they do; during a key exchange, which only goes on by reading, they are few or the end.
 */
final class Answers {
  /** A ping is a few bytes that mean nothing. */
  private static final int LARGEST = 4 << 10;

  /** OpenSSH, which hides keystrokes among pings, says 50 a second. */
  private static final int MOST_KEPT = 256;

  private final Side leg;
  private int kept;
  private boolean owed;

  Answers(Side leg) {
    this.leg = leg;
  }

  void pong(Buffer ping) throws IOException {
    if (ping.available() > LARGEST) {
      refuse("a ping of %d bytes".formatted(ping.available()));
    } else {
      say(Messages.pong(ping));
    }
  }

  /** No to a global request, if an answer is wanted. */
  void no(Buffer request) throws IOException {
    if (Messages.wantsReply(request)) {
      say(Messages.failure());
    }
  }

  private void say(Buffer answer) throws IOException {
    kept = leg.kept() == 0 ? 0 : kept + 1;
    if (kept > MOST_KEPT) {
      refuse("too many questions during a key exchange");
      return;
    }
    if (leg.open()) {
      leg.send(answer);
      owed = !leg.io().writable();
    }
  }

  private void refuse(String why) {
    leg.fail(new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, why));
  }

  /** Are there answers that the leg hasn't taken? */
  boolean owed() {
    owed = owed && leg.open() && !leg.io().writable();
    return owed;
  }
}
