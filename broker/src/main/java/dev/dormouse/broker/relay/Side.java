package dev.dormouse.broker.relay;

import dev.dormouse.broker.net.VertxIo;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.sshd.common.util.buffer.Buffer;

/** One leg of a connection, as the relay sees it. All of it on the event loop. */
public interface Side {
  VertxIo io();

  /** Neither closed nor closing. */
  boolean open();

  /** Sends a packet, or keeps it until the leg's key exchange is over. */
  void send(Buffer packet) throws IOException;

  /** Sends a message of the other leg, as {@link #send} does but quicker. */
  void forward(Buffer message) throws IOException;

  /** How many packets are kept for the end of a key exchange. */
  int kept();

  /** Runs it when no key exchange is going on: now, or then. */
  void settled(Runnable task);

  /** Says why and closes; nothing that was sent before is lost. */
  void part(String words);

  /** Told once, when this leg is over, whoever ended it. */
  void onParting(Consumer<Parting> listener);

  /** An error that is this leg's end. */
  void fail(Exception why);
}
