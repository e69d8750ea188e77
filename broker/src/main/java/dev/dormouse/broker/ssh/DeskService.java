package dev.dormouse.broker.ssh;

import dev.dormouse.broker.relay.Witness;
import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;

/**
 * MINA's service for connections, but for what it has a line in the log for, and no word to the
 * client: requests that it doesn't know, and channels that lead elsewhere.
 */
final class DeskService extends ServerConnectionService {
  private final Desk desk;
  private final Witness witness;

  DeskService(AbstractServerSession session, Desk desk, Witness witness) throws IOException {
    super(session);
    this.desk = desk;
    this.witness = witness;
  }

  @Override
  public void process(int number, Buffer message) throws Exception {
    witness.seeFromClient(number, message);
    super.process(number, message);
  }

  @Override
  protected void channelOpen(Buffer message) throws Exception {
    if (Witness.opensSession(message)) {
      super.channelOpen(message);
    } else {
      message.getString();
      long sender = message.getUInt();
      sendChannelOpenFailure(
          message,
          sender,
          SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED,
          desk.forwardsNothing().headline(),
          "");
    }
  }

  @Override
  protected IoWriteFuture handleUnknownRequest(Buffer request, String name, boolean wantReply)
      throws IOException {
    return sendGlobalResponse(request, name, Result.Unsupported, wantReply);
  }
}
