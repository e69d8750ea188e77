package dev.dormouse.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cluster that is there already: the one that {@code KUBECONFIG} names. */
record NamedCluster(Path kubeconfig, String image) implements Cluster {

  NamedCluster {
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException(
          "KUBECONFIG names " + kubeconfig + ", which can't be read; it must name a kubeconfig");
    }
  }

  /** Of several files in {@code KUBECONFIG} the first; without it the one in the home folder. */
  static NamedCluster fromEnvironment() {
    var named = System.getenv("KUBECONFIG");
    var kubeconfig =
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".kube", "config")
            : Path.of(named.split(File.pathSeparator, 2)[0]);
    return new NamedCluster(
        kubeconfig, System.getProperty("contract.image", "cluster.test/busybox:1"));
  }

  @Override
  public boolean real() {
    return true;
  }

  @Override
  public void close() {}
}
