package dev.dormouse.e2e.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A load balancer in front of a broker: comes from an address of its own, and says first what it is
 * told to say.
 */
final class Balancer implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String from;
  private final int broker;
  private final byte[] says;

  private Balancer(String from, int broker, byte[] says) throws IOException {
    this.from = from;
    this.broker = broker;
    this.says = says.clone();
  }

  /** Opens it, on a port of its own. */
  static Balancer open(String from, int broker, byte[] says) throws IOException {
    var balancer = new Balancer(from, broker, says);
    Thread.ofVirtual().start(balancer::serve);
    return balancer;
  }

  int port() {
    return door.getLocalPort();
  }

  /** A connection from this address, at which nothing was said yet. */
  static Socket dial(String from, int broker) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), broker));
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void serve() {
    try {
      while (true) {
        var client = door.accept();
        var to = dial(from, broker);
        to.getOutputStream().write(says);
        pump(client, to);
        pump(to, client);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
              } catch (IOException over) {
                // One of them has gone.
              }
            });
  }

  /** Version 1, which is a line. */
  static byte[] line(String words) {
    return ("PROXY " + words + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Version 2.
   *
   * @param command 1 brings somebody, 0 speaks for the proxy itself
   * @param extras how many bytes of a field that nobody knows come behind the addresses
   */
  static byte[] packet(int command, String source, int port, int extras) throws IOException {
    var address = InetAddress.ofLiteral(source).getAddress();
    var all = new ByteArrayOutputStream();
    all.write(new byte[] {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10});
    all.write(0x20 | command);
    all.write(address.length == 4 ? 0x11 : 0x21);
    int length = 2 * address.length + 4 + (extras == 0 ? 0 : 3 + extras);
    all.write(length >> 8);
    all.write(length);
    all.write(address);
    all.write(address);
    all.write(new byte[] {(byte) (port >> 8), (byte) port, 0, 22});
    if (extras > 0) {
      all.write(new byte[] {(byte) 0xEE, (byte) (extras >> 8), (byte) extras});
      all.write(new byte[extras]);
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
