package dev.dormouse.e2e;

import java.nio.file.Path;

/** The small cluster inside this JVM. */
record EmbeddedCluster(Path kubeconfig) implements Cluster {

  @SuppressWarnings("DoNotCallSuggester")
  static EmbeddedCluster start() {
    throw new IllegalStateException(
        "the embedded cluster isn't there yet: use -Dcluster=kubeconfig");
  }

  @Override
  public String image() {
    return "busybox";
  }

  @Override
  public boolean real() {
    return false;
  }

  @Override
  public void close() {}
}
