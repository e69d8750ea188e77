package dev.dormouse.e2e.login;

import dev.dormouse.e2e.house.Client;
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
