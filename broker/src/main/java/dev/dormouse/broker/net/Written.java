package dev.dormouse.broker.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.channels.ClosedChannelException;
import org.apache.sshd.common.io.AbstractIoWriteFuture;

/** MINA's future of a write, kept by Netty's. */
final class Written extends AbstractIoWriteFuture implements ChannelFutureListener {
  Written(Object id) {
    super(id, null);
  }

  @Override
  public void operationComplete(ChannelFuture done) {
    if (done.isSuccess()) {
      setValue(true);
    } else {
      var why = done.cause();
      setValue(why == null ? new ClosedChannelException() : why);
    }
  }
}
