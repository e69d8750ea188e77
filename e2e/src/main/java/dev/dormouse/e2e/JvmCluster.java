package dev.dormouse.e2e;

import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded cluster, inside this JVM and gone with it. */
record JvmCluster(EmbeddedCluster embedded) implements Cluster {

  static JvmCluster start() {
    try {
      var folder = Files.createTempDirectory("dormouse-e2e");
      return new JvmCluster(EmbeddedCluster.start(ClusterOptions.in(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException("starting the embedded cluster", e);
    }
  }

  @Override
  public Path kubeconfig() {
    return embedded.kubeconfig();
  }

  @Override
  public String image() {
    return System.getProperty("contract.image", "busybox:1");
  }

  @Override
  public boolean real() {
    return false;
  }

  @Override
  public void close() {
    embedded.close();
  }
}
