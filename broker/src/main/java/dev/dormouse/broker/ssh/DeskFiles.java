package dev.dormouse.broker.ssh;

import java.io.IOException;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** What scp and sftp ask for: a word like any other, which the desk answers in words. */
final class DeskFiles implements SubsystemFactory {
  static final String NAME = "sftp";

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public Command createSubsystem(ChannelSession channel) throws IOException {
    return Front.command(channel.getServerSession(), NAME);
  }
}
