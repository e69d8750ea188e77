package dev.dormouse.broker.ssh;

import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerUserAuthService;
import org.jspecify.annotations.Nullable;

/**
 * MINA's authentication, with a hold between the verified signature and SSH_MSG_USERAUTH_SUCCESS:
 * the one place where a server may speak to any client, and the client waits.
 */
final class HoldAuth extends ServerUserAuthService {
  /** Of a login: it is kept, for whoever hasn't shown any key. */
  private static final int LONGEST_NAME = 8 << 10;

  private final FrontSession session;
  private @Nullable Verified verified;
  private boolean held;

  HoldAuth(FrontSession session) throws IOException {
    super(session);
    this.session = session;
  }

  /** Told by {@link KeyAuth} in the very request whose signature it verified. */
  void verified(Verified who) {
    verified = who;
  }

  @Override
  public synchronized void process(int number, Buffer message) throws Exception {
    if (held) {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "message while the login is being answered");
    }
    verified = null;
    super.process(
        number, number == SshConstants.SSH_MSG_USERAUTH_REQUEST ? known(message) : message);
  }

  /**
   * Whoever asks for it, by whatever method, is denied until a key opens. Any other method is
   * "none": MINA says no to both, but to the one with a line in the log.
   */
  private Buffer known(Buffer request) throws SshException {
    int start = request.rpos();
    var user = request.getString();
    var service = request.getString();
    var method = request.getString();
    request.rpos(start);
    if (Math.max(user.length(), Math.max(service.length(), method.length())) > LONGEST_NAME) {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, "a name that is far too long");
    }
    session.getAttribute(KeyAuth.DENIED).compareAndSet("", user);
    if (method.equals(UserAuthPublicKeyFactory.NAME) || method.equals(OutOfKeys.NAME)) {
      return request;
    }
    var none = new ByteArrayBuffer();
    none.putString(user);
    none.putString(service);
    none.putString("none");
    return none;
  }

  @Override
  protected void handleAuthenticationSuccess(int number, Buffer message) throws Exception {
    var who = verified;
    if (who == null) {
      throw new IllegalStateException("a success that no key signed");
    }
    held = true;
    session.hold(who);
  }

  /** Ends the hold. Only when no key exchange is going on: MINA refuses, and rightly. */
  synchronized void letIn() throws Exception {
    super.handleAuthenticationSuccess(SshConstants.SSH_MSG_USERAUTH_REQUEST, new ByteArrayBuffer());
  }
}
