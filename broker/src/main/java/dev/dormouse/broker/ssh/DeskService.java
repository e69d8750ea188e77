package dev.dormouse.broker.ssh;

import java.io.IOException;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;

/** MINA's service for connections, which has a line in the log for each request it doesn't know. */
final class DeskService extends ServerConnectionService {
  DeskService(AbstractServerSession session) throws IOException {
    super(session);
  }

  @Override
  protected IoWriteFuture handleUnknownRequest(Buffer request, String name, boolean wantReply)
      throws IOException {
    return sendGlobalResponse(request, name, Result.Unsupported, wantReply);
  }
}
