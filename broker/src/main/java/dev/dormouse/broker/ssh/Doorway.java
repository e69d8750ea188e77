package dev.dormouse.broker.ssh;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.CurrentService;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Hands messages to the session's service; none of the connection protocol before there is a login.
 */
final class Doorway extends CurrentService {
  private static final int FIRST_OF_CONNECTION = SshConstants.SSH_MSG_GLOBAL_REQUEST;

  Doorway(Session session) {
    super(session);
  }

  @Override
  public boolean process(int number, Buffer message) throws Exception {
    if (number >= FIRST_OF_CONNECTION && !session.isAuthenticated()) {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
          "message %d before the login".formatted(number));
    }
    return super.process(number, message);
  }
}
