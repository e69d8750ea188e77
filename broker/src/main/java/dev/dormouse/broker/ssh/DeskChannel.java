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
 * A channel at the desk. Of all that a client may ask of it, it knows a shell, a command, files,
 * which it has none of, and whether there is a terminal; of the rest it keeps nothing.
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
      // MINA has a line in the log for one that it doesn't know, with whatever name it was given.
      case "subsystem" ->
          DeskFiles.NAME.equals(peek(message))
              ? super.handleInternalRequest(request, wantReply, message)
              : Result.ReplyFailure;
      case "exec" ->
          message.available() > LONGEST_COMMAND
              ? Result.ReplyFailure
              : super.handleInternalRequest(request, wantReply, message);
      default -> Result.ReplyFailure;
    };
  }

  private static String peek(Buffer message) {
    int start = message.rpos();
    var text = message.getString();
    message.rpos(start);
    return text;
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
