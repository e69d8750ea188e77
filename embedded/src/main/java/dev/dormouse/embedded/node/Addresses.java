package dev.dormouse.embedded.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pods' addresses: each its own in 127.0.0.0/8 where the system has that (Linux does), so that
 * every sshd has the same port; else ports of 127.0.0.1.
 */
final class Addresses {
  /** On a pod: its sshd's port, where that isn't the one that its container names. */
  static final String PORT = "embedded.dormouse.dev/ssh-port";

  private static final String ONLY = "127.0.0.1";

  private final Set<String> taken = new HashSet<>();

  /** Begins anywhere: two clusters on one machine, which can't know of each other, seldom meet. */
  private int next = ThreadLocalRandom.current().nextInt(250 * 250);

  /** An address, and where on it an sshd shall listen. */
  record Place(String address, int port) {}

  synchronized Place take(int port) {
    for (int tries = 0; tries < 1000; tries++) {
      String address = "127.88." + next / 250 % 250 + "." + (next % 250 + 1);
      next++;
      if (!taken.contains(address) && free(address, port)) {
        taken.add(address);
        return new Place(address, port);
      }
    }
    return new Place(ONLY, anyPort());
  }

  synchronized void giveBack(String address) {
    taken.remove(address);
  }

  private static boolean free(String address, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      return true;
    } catch (IOException notHere) {
      return false;
    }
  }

  private static int anyPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(ONLY))) {
      return socket.getLocalPort();
    } catch (IOException cause) {
      throw new IllegalStateException("this machine has no free port on " + ONLY, cause);
    }
  }
}
