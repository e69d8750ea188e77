package dev.dormouse.embedded;

import dev.dormouse.embedded.api.ApiOptions;
import dev.dormouse.embedded.api.ApiServer;
import dev.dormouse.embedded.node.Node;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A cluster that runs: an API server with Dormouse's resources, and one node. */
public final class EmbeddedCluster implements AutoCloseable {
  private static final List<String> RESOURCES =
      List.of("sessions", "sessiontemplates", "flavors", "sessionusers");

  private final ApiServer api;
  private final KubernetesClient client;
  private final Node node;

  private EmbeddedCluster(ApiServer api, KubernetesClient client, Node node) {
    this.api = api;
    this.client = client;
    this.node = node;
  }

  /**
   * Answers when pods can be created.
   *
   * @throws IOException when its folder can't be written or its port is taken; says which
   */
  public static EmbeddedCluster start(ClusterOptions options) throws IOException {
    Path dir = Files.createDirectories(options.dir());
    var api = ApiServer.start(new ApiOptions(dir, options.port(), options.clock(), Node.logs(dir)));
    var client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(api.kubeconfig().toFile()))
            .build();
    try {
      for (String plural : RESOURCES) {
        // On a machine that is busy an answer may come too late, and the client asks again.
        client.resource(definition(plural)).createOr(NonDeletingOperation::update);
      }
      var node = Node.join(client, dir, options.pace(), options.clock());
      return new EmbeddedCluster(api, client, node);
    } catch (IOException | RuntimeException broken) {
      client.close();
      api.close();
      throw broken;
    }
  }

  /** Creates the objects of these YAML documents, in their order. */
  public void create(String yaml) {
    var documents = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    client.load(documents).items().forEach(one -> client.resource(one).create());
  }

  /** What kubectl and every client need to use it; its owner alone can read it. */
  public Path kubeconfig() {
    return api.kubeconfig();
  }

  public URI url() {
    return api.url();
  }

  /** Ends every pod's processes, then the API. Volumes stay. */
  @Override
  public void close() {
    node.close();
    client.close();
    api.close();
  }

  private static CustomResourceDefinition definition(String plural) throws IOException {
    String path = "/META-INF/dormouse/" + plural + ".dormouse.dev-v1.yml";
    try (var yaml = EmbeddedCluster.class.getResourceAsStream(path)) {
      if (yaml == null) {
        throw new IllegalStateException("no CRD at " + path);
      }
      return new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
    }
  }
}
