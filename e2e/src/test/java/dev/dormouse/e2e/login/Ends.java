package dev.dormouse.e2e.login;

import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** The script {@code net.pl}, at hand on this machine and in a session. */
public final class Ends {
  private static final int MEGABYTES = Integer.getInteger("forwarded", 200);

  /** How much goes through each forward, each way. */
  public static final String MUCH = MEGABYTES + "000000";

  private Ends() {}

  /** Puts the script beside the client's files, as {@code $T/net.pl}. */
  public static Client with(Client client) throws IOException {
    try (var script = Ends.class.getResourceAsStream("net.pl")) {
      if (script == null) {
        throw new IllegalStateException("net.pl isn't beside " + Ends.class);
      }
      Files.write(client.folder().resolve("net.pl"), script.readAllBytes());
      return client;
    }
  }

  /** Puts the script into the home of a session. */
  public static void into(Client client, String login) throws IOException, InterruptedException {
    var script = Files.readAllBytes(with(client).folder().resolve("net.pl"));
    client.ssh(script, login, "cat >net.pl").good();
  }

  /**
   * Draws in a session, on a display that is here.
   *
   * @return what both ends have said
   */
  public static String draw(Client client, String login, String cookie)
      throws IOException, InterruptedException {
    var script =
        """
        export XAUTHORITY=$T/xauthority DISPLAY=127.0.0.1:%1$d
        touch $XAUTHORITY
        xauth -q add $DISPLAY . %2$s
        perl $T/net.pl display $((6000 + %1$d)) %2$s >$T/display &
        until grep -q serving $T/display; do sleep 0.05; done
        ssh -F $F -Y %3$s$AT '
          [ -n "${DISPLAY-}" ] || { echo no display; exit; }
          set -- $(xauth -q list $DISPLAY); perl net.pl draw $DISPLAY $3' 2>&1
        for i in $(seq 50); do ! grep came $T/display || break; sleep 0.1; done
        kill $! 2>/dev/null || true
        """
            .formatted(port() % 1000 + 100, cookie, login);
    return with(client).sh(script).text();
  }

  /** A command in a session to which an agent with this key is brought; what it printed. */
  public static String withAnAgent(Client client, KeyFile key, String login, String command)
      throws InterruptedException {
    return client
        .with("IdentityAgent SSH_AUTH_SOCK")
        .sh(
            """
            eval $(ssh-agent -s) >/dev/null
            trap 'kill $SSH_AGENT_PID' EXIT
            ssh-add -q %s
            ssh -F $F -A %s$AT '%s' 2>&1
            """
                .formatted(key.file(), login, command))
        .text();
  }

  /** A port that nobody listens on, here; in a pod of its own anything is free. */
  public static int port() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("finding a free port", e);
    }
  }

  /** A path that nothing lies at, here or in a pod. */
  public static Path path() {
    return Path.of("/tmp/dormouse-" + ThreadLocalRandom.current().nextLong(1L << 60) + ".socket");
  }
}
