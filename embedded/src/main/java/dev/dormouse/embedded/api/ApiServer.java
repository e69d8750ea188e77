package dev.dormouse.embedded.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The API server of a small cluster: the kinds that Dormouse touches, kept in memory, behind the
 * protocol that kubectl and every Kubernetes client speak. It listens on 127.0.0.1 only, with a
 * certificate and a token that are made at its start and known to nobody but its kubeconfig.
 */
public final class ApiServer implements AutoCloseable {
  private final Vertx vertx;
  private final URI url;
  private final Path kubeconfig;

  private ApiServer(Vertx vertx, URI url, Path kubeconfig) {
    this.vertx = vertx;
    this.url = url;
    this.kubeconfig = kubeconfig;
  }

  /** Answers when it listens. */
  public static ApiServer start(ApiOptions options) throws IOException {
    var identity = Identity.make(options.clock().instant());
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    try {
      var port = listen(vertx, options, identity);
      var url = URI.create("https://127.0.0.1:" + port);
      var kubeconfig = options.dir().resolve("kubeconfig");
      write(kubeconfig, identity.kubeconfig(url.toString()));
      return new ApiServer(vertx, url, kubeconfig);
    } catch (IOException | RuntimeException e) {
      close(vertx);
      throw e;
    }
  }

  public URI url() {
    return url;
  }

  public Path kubeconfig() {
    return kubeconfig;
  }

  /** Ends every watch and connection, and forgets everything. */
  @Override
  public void close() {
    close(vertx);
  }

  private static int listen(Vertx vertx, ApiOptions options, Identity identity) throws IOException {
    var port = new CompletableFuture<Integer>();
    vertx
        .deployVerticle(
            _ ->
                new Cluster(vertx, options, identity)
                    .serve()
                    .onSuccess(server -> port.complete(server.actualPort())))
        .onFailure(port::completeExceptionally);
    try {
      return port.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException taken) {
        throw new IOException("port %d of 127.0.0.1 is taken".formatted(options.port()), taken);
      }
      throw new IOException("the API server can't listen", e.getCause());
    }
  }

  /** Readable by its owner alone from its first byte on, and never seen half-written. */
  private static void write(Path file, String text) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var parent = file.toAbsolutePath().getParent();
    var fresh = Files.createTempFile(parent, "kubeconfig", ".new", owner);
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void close(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
