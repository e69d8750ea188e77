package dev.dormouse.broker.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether an address can be listened on, and why not. */
public final class Vacancy {
  private Vacancy() {}

  /**
   * Looks, before anything is begun that would take seconds to end. Whoever takes the port between
   * the look and its use is still found then.
   *
   * @param who would listen there
   * @throws BindException when nobody can listen there; says why
   */
  public static void check(String who, InetSocketAddress at) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(at, 1);
    } catch (BindException taken) {
      throw refused(who, at.getHostString(), at.getPort(), taken);
    }
  }

  static BindException refused(String who, String host, int port, Throwable cause) {
    var refusal =
        new BindException(
            "%s can't listen on %s:%d: %s"
                .formatted(who, host, port, why(host, String.valueOf(cause.getMessage()))));
    refusal.initCause(cause);
    return refusal;
  }

  /** As the kernel puts it, which Java and Netty repeat in their own ways. */
  private static String why(String host, String said) {
    if (said.contains("in use")) {
      return "the port is taken already";
    }
    if (said.contains("assign requested address")) {
      return "this machine has no address " + host;
    }
    return said.contains("ermission denied") ? "only root may listen there" : said;
  }
}
