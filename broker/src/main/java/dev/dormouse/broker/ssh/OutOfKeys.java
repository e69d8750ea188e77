package dev.dormouse.broker.ssh;

import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.AbstractUserAuth;
import org.apache.sshd.server.auth.AbstractUserAuthFactory;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * keyboard-interactive, which lets nobody in. Clients try it when none of their keys was taken, and
 * that is the moment to say so: before it, the next key may be the right one; after it, all that a
 * client says is "Permission denied".
 */
final class OutOfKeys extends AbstractUserAuth {
  static final String NAME = "keyboard-interactive";

  private OutOfKeys() {
    super(NAME);
  }

  @Override
  protected @Nullable Boolean doAuth(Buffer request, boolean init) {
    var session = (FrontSession) getServerSession();
    var doorkeeper = session.hall().doorkeeper();
    session.getAttribute(KeyAuth.DENIED).set(getUsername());
    session.refuse(doorkeeper.noKey(getUsername(), session.offered()));
    return null;
  }

  /** Makes one for each request. */
  static final class Factory extends AbstractUserAuthFactory {
    Factory() {
      super(NAME);
    }

    @Override
    public UserAuth createUserAuth(ServerSession session) {
      return new OutOfKeys();
    }
  }
}
