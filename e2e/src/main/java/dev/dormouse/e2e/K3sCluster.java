package dev.dormouse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** A k3s in a container of this machine's Docker, gone when the tests are. */
record K3sCluster(K3sContainer container, Path kubeconfig) implements Cluster {

  static K3sCluster start() {
    var container = new K3sContainer(DockerImageName.parse("rancher/k3s:v1.34.1-k3s1"));
    container.start();
    try {
      var file = Files.createTempFile("k3s", ".kubeconfig");
      return new K3sCluster(container, Files.writeString(file, container.getKubeConfigYaml()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing the kubeconfig of k3s", e);
    }
  }

  @Override
  public String image() {
    return System.getProperty("contract.image", "busybox:1");
  }

  @Override
  public boolean real() {
    return true;
  }

  @Override
  public void close() {
    container.stop();
  }
}
