package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * What a client and a broker are connected by, behind something that keeps both ends' TCP alive: a
 * test hears when bytes come, and can pull it out, which neither end is told.
 */
public final class Cable implements AutoCloseable {
  private final ServerSocket listening;
  private final int to;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final List<Instant> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean pulled;

  private Cable(int to) throws IOException {
    this.to = to;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("cable").start(this::accept);
  }

  /** One to this port. */
  public static Cable to(int port) {
    try {
      return new Cable(port);
    } catch (IOException e) {
      throw new UncheckedIOException("laying a cable to port " + port, e);
    }
  }

  /** The port that leads into it. */
  public int port() {
    return listening.getLocalPort();
  }

  /** When the far end said something, so far. */
  public List<Instant> heard() {
    return List.copyOf(heard);
  }

  /** From now on nothing comes through, and nobody is told. */
  public void pull() {
    pulled = true;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var near = listening.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), to);
        ends.addAll(List.of(near, far));
        Thread.ofVirtual().start(() -> carry(near, far, false));
        Thread.ofVirtual().start(() -> carry(far, near, true));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void carry(Socket from, Socket into, boolean listened) {
    var buffer = new byte[1 << 16];
    try {
      for (var count = 0; count >= 0; count = from.getInputStream().read(buffer)) {
        if (pulled) {
          closed.await();
        }
        if (listened && count > 0) {
          heard.add(Instant.now());
        }
        into.getOutputStream().write(buffer, 0, count);
      }
      into.shutdownOutput();
    } catch (IOException over) {
      // One end has gone; the other one will notice.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    closed.countDown();
    for (var end : ends) {
      end.close();
    }
  }
}
