package dev.dormouse.embedded.node;

import dev.dormouse.embedded.api.ApiOptions;
import dev.dormouse.embedded.api.ApiServer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An API server and a quick node in a folder of the test's own. */
record SmallCluster(ApiServer api, KubernetesClient client, Node node) implements AutoCloseable {
  static SmallCluster in(Path folder, Sshd sshd) throws IOException {
    InstantSource clock = InstantSource.system();
    var api = ApiServer.start(new ApiOptions(folder, 0, clock, Node.logs(folder)));
    var client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(api.kubeconfig().toFile()))
            .build();
    return new SmallCluster(api, client, Node.join(client, folder, Pace.QUICK, clock, sshd));
  }

  Pod create(String yaml) {
    Pod pod = client.getKubernetesSerialization().unmarshal(yaml, Pod.class);
    return client.pods().inNamespace("default").resource(pod).create();
  }

  /** A pod that plays something and otherwise waits. */
  Pod playing(String name, String play) {
    return create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, annotations: {embedded.dormouse.dev/play: "%s"}}
        spec: {containers: [{name: main, image: "debian:13"}]}
        """
            .formatted(name, play));
  }

  Pod await(String name, Predicate<Pod> state) {
    return client
        .pods()
        .inNamespace("default")
        .withName(name)
        .waitUntilCondition(pod -> pod != null && state.test(pod), 20, TimeUnit.SECONDS);
  }

  void awaitEvent(String reason, String part) {
    client
        .v1()
        .events()
        .inNamespace("default")
        .informOnCondition(events -> events.stream().anyMatch(it -> says(it, reason, part)))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static boolean says(Event event, String reason, String part) {
    return event.getReason().equals(reason) && event.getMessage().contains(part);
  }

  List<Event> events() {
    return client.v1().events().inNamespace("default").list().getItems();
  }

  @Override
  public void close() {
    node.close();
    client.close();
    api.close();
  }
}
