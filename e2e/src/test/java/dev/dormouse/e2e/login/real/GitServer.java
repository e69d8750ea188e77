package dev.dormouse.e2e.login.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Git repositories of this machine that pods can clone, and a server of them that hesitates. */
final class GitServer implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile CountDownLatch patience = new CountDownLatch(0);
  private volatile CountDownLatch asked = new CountDownLatch(1);

  private GitServer(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Listens where a pod of this address can reach it. */
  static GitServer reachableFrom(String pod) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(ourAddressFor(pod), 0), 0);
    var git = new GitServer(Files.createTempDirectory("git"), server);
    server.createContext("/", git::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return git;
  }

  private static InetAddress ourAddressFor(String pod) throws SocketException {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(pod, 9));
      return socket.getLocalAddress();
    }
  }

  /** A repository whose file says one thing on main, and another at the tag v1. */
  void create(String name) throws IOException, InterruptedException {
    var script =
        """
        set -e
        git init -q -b main work && cd work
        git config user.name test && git config user.email test@example.org
        echo one >file && git add file && git commit -q -m one && git tag v1
        echo two >file && git commit -q -a -m two
        cd .. && git clone -q --bare work "$1.git" && rm -rf work
        git -C "$1.git" update-server-info
        """;
    var git =
        new ProcessBuilder("sh", "-c", script, "sh", name)
            .directory(folder.toFile())
            .inheritIO()
            .start();
    if (git.waitFor() != 0) {
      throw new IOException("git can't make " + name);
    }
  }

  /** Under {@code never/} nothing is ever answered. */
  String url(String name) {
    var address = server.getAddress();
    return "http://%s:%d/%s"
        .formatted(address.getAddress().getHostAddress(), address.getPort(), name);
  }

  /** From now on it gives no object away. */
  void hesitate() {
    patience = new CountDownLatch(1);
    asked = new CountDownLatch(1);
  }

  /** Until somebody has asked for an object. */
  void awaitQuestion() throws InterruptedException {
    asked.await();
  }

  void goOn() {
    patience.countDown();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      var path = call.getRequestURI().getPath();
      if (path.startsWith("/never/")) {
        over.await();
      }
      if (path.contains("/objects/")) {
        asked.countDown();
        patience.await();
      }
      var file = folder.resolve(path.substring(1)).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        call.sendResponseHeaders(404, -1);
        return;
      }
      call.sendResponseHeaders(200, Files.size(file) == 0 ? -1 : Files.size(file));
      Files.copy(file, call.getResponseBody());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    goOn();
    server.stop(0);
  }
}
