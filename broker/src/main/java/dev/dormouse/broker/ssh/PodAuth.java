package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;

/**
 * What a pod's sshd answers to a login. MINA's own would ask "none" first, then offer the key, then
 * sign: two round trips and a look at the files of authorized keys more.
 */
final class PodAuth extends AbstractCloseable implements Service {
  private final PodSession session;
  private final Map<String, Object> properties = new ConcurrentHashMap<>();
  private final CompletableFuture<LoggedIn> answer = new CompletableFuture<>();
  private String banner = "";
  private boolean asked;

  PodAuth(Session session) {
    this.session = (PodSession) session;
  }

  CompletableFuture<LoggedIn> answer() {
    return answer;
  }

  /** The request goes out now. */
  void asks() {
    asked = true;
  }

  void closed(String why) {
    answer.complete(new LoggedIn.Lost(why));
  }

  @Override
  public void process(int number, Buffer message) throws Exception {
    switch (number) {
      case SshConstants.SSH_MSG_USERAUTH_SUCCESS -> success();
      case SshConstants.SSH_MSG_USERAUTH_FAILURE ->
          answer.complete(
              new LoggedIn.Denied(banner.isEmpty() ? "it takes no certificate of ours" : banner));
      case SshConstants.SSH_MSG_USERAUTH_BANNER ->
          banner = Words.brief(message.getString().strip());
      default -> log.debug("message {} while logging in", number);
    }
  }

  /** Good for the one request that it answers. */
  private void success() throws IOException {
    if (!asked || answer.isDone()) {
      answer.complete(new LoggedIn.Denied("it answers before it is asked"));
      return;
    }
    // What comes next is the relay's, and there is none yet.
    session.io().suspendRead();
    session.setAuthenticated();
    session.switchToNextService();
    answer.complete(new LoggedIn.Yes());
  }

  @Override
  public Session getSession() {
    return session;
  }

  @Override
  public Map<String, Object> getProperties() {
    return properties;
  }

  @Override
  public void start() {}
}
