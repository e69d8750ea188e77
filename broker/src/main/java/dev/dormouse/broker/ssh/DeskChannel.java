package dev.dormouse.broker.ssh;

import java.io.IOException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * A channel at the desk. Of all that a client may ask of it, it knows a shell, a command, and
 * whether there is a terminal; of the rest it keeps nothing.
 */
final class DeskChannel extends ChannelSession {
  private static final int LONGEST_COMMAND = 4 << 10;
  private static final int LONGEST_TERM = 64;

  private DeskChannel() {}

  @Override
  protected Result handleInternalRequest(String request, boolean wantReply, Buffer message)
      throws IOException {
    return switch (request) {
      case "pty-req" -> terminal(message.getString());
      case "window-change", "env" -> Result.ReplySuccess;
      case "shell" -> super.handleInternalRequest(request, wantReply, message);
      case "exec" ->
          message.available() > LONGEST_COMMAND
              ? Result.ReplyFailure
              : super.handleInternalRequest(request, wantReply, message);
      default -> Result.ReplyFailure;
    };
  }

  private Result terminal(String name) {
    if (name.length() > LONGEST_TERM) {
      return Result.ReplyFailure;
    }
    addEnvVariable(Environment.ENV_TERM, name);
    return Result.ReplySuccess;
  }

  /** Makes one for each that is opened. */
  static final class Factory extends ChannelSessionFactory {
    @Override
    public Channel createChannel(Session session) {
      return new DeskChannel();
    }
  }
}
