package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exec or shell at a desk, on a virtual thread. */
final class DeskCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(DeskCommand.class);
  private static final int BROKEN = 255;

  private final Desk desk;
  private final String command;
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (status, message, close) -> {};
  private @Nullable Thread thread;

  DeskCommand(Desk desk, String command) {
    this.desk = desk;
    this.command = command;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
    thread = Thread.ofVirtual().name("desk").start(() -> exit.onExit(answer(terminal)));
  }

  private int answer(boolean terminal) {
    try (var written = out;
        var told = err) {
      int status = desk.answer(command, terminal, written, told);
      written.flush();
      told.flush();
      return status;
    } catch (IOException | InterruptedException left) {
      return BROKEN;
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).log("a desk went wrong");
      return BROKEN;
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    var answering = thread;
    if (answering != null) {
      answering.interrupt();
    }
  }

  @Override
  public void setInputStream(InputStream in) {}

  @Override
  public void setOutputStream(OutputStream to) {
    out = to;
  }

  @Override
  public void setErrorStream(OutputStream to) {
    err = to;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }
}
