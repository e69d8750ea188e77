package dev.dormouse.e2e.chart.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import dev.dormouse.e2e.Cluster;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.chart.Chart;
import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.Images;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Resources;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The chart installed in a namespace of its own, which enforces Pod Security's restricted. */
final class Installed implements AutoCloseable {
  static final String RELEASE = "dm";
  private static final String[] IMAGE =
      System.getProperty("chart.image", "dormouse.test/dormouse:1").split(":(?=[^:]+$)", 2);
  private static final String[] BUNDLE =
      System.getProperty("bundle.image", "dormouse.test/bundle:1").split(":(?=[^:]+$)", 2);
  private static final int SOON = 180;

  private final Cluster cluster = Cluster.chosen();
  private final Api api = Api.of(cluster.config());
  private final Path folder = Files.createTempDirectory("chart");
  private final KeyFile key = KeyFile.ed25519(folder, "alice");
  private final String namespace = "c" + UUID.randomUUID().toString().substring(0, 6);
  private final ObjectNode values = usual(key);

  Installed() throws IOException {
    var all = api.resources("/api/v1/namespaces");
    all.create(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: restricted}}
            """
                .formatted(namespace))
        .object();
    install(_ -> {});
  }

  /** Changes the values, and installs with them. */
  void install(Consumer<ObjectNode> change) throws IOException {
    change.accept(values);
    new Helm(Chart.FOLDER)
        .install()
        .withName(RELEASE)
        .withNamespace(namespace)
        .withKubeConfig(cluster.kubeconfig())
        .withValuesFile(written())
        .waitReady()
        .withTimeout(SOON)
        .call();
    // Ready pods are one thing, a node that leads to them is another: it follows in a moment.
    Eventually.holds("the Service's port leads to a broker", this::leadsToABroker);
  }

  private boolean leadsToABroker() {
    try (var socket = new Socket(node(), port())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** One user, templates of an image that has an sshd, and one of an image that has nothing. */
  private static ObjectNode usual(KeyFile key) {
    var values =
        Json.object(
            """
            image: {repository: '%s', tag: '%s'}
            bundle: {image: {repository: '%s', tag: '%s'}}
            service: {type: NodePort, externalTrafficPolicy: Cluster}
            broker: {drainFor: 2m}
            """
                .formatted(IMAGE[0], IMAGE[1], BUNDLE[0], BUNDLE[1]));
    values.putObject("users").putObject("alice").putArray("publicKeys").add(key.line());
    var templates = values.putObject("templates");
    templates.set("small", Images.template("dev", "{sshd: own, lifecycle: {idleAfter: 8s}}"));
    templates.set("work", Images.template("dev", "{sshd: own}"));
    templates.set("any", Json.tree("{image: 'dormouse.test/busybox:1', loginUser: dev}"));
    values.set("templateDefaults", Json.tree("{lifecycle: {grace: 1s}, idle: {cpuBelow: '0'}}"));
    return values;
  }

  private Path written() throws IOException {
    return Files.writeString(folder.resolve("values.json"), values.toString());
  }

  /** Changes the values, and upgrades to them. */
  void upgrade(Consumer<ObjectNode> change) throws IOException {
    change.accept(values);
    new Helm(Chart.FOLDER)
        .upgrade()
        .withName(RELEASE)
        .withNamespace(namespace)
        .withKubeConfig(cluster.kubeconfig())
        .withValuesFile(written())
        .waitReady()
        .withTimeout(SOON)
        .call();
  }

  /** Runs helm test; one that fails throws. */
  void test() {
    Helm.test(RELEASE)
        .withNamespace(namespace)
        .withKubeConfig(cluster.kubeconfig())
        .withTimeout(SOON)
        .call();
  }

  /** Dormouse's own objects in the release's namespace. */
  Resources ours(String plural) {
    return api.resources(
        "/apis/dormouse.dev/v1alpha1/namespaces/%s/%s".formatted(namespace, plural));
  }

  void uninstall() {
    Helm.uninstall(RELEASE).withNamespace(namespace).withKubeConfig(cluster.kubeconfig()).call();
  }

  /** Alice's ssh, which goes to the Service and knows the host key that the Secret has. */
  Client ssh() throws IOException {
    var known = folder.resolve("known_hosts");
    Files.writeString(known, "dormouse " + secret().text("host_key.pub") + "\n");
    var config =
        Files.writeString(
            folder.resolve("ssh_config"),
            """
            HostName %s
            Port %d
            HostKeyAlias dormouse
            HostKeyAlgorithms ssh-ed25519
            IdentityFile %s
            IdentitiesOnly yes
            IdentityAgent none
            PasswordAuthentication no
            StrictHostKeyChecking yes
            UserKnownHostsFile %s
            GlobalKnownHostsFile /dev/null
            ControlPath none
            """
                .formatted(node(), port(), key.file(), known));
    return new Client(config, "@dormouse", Map.of());
  }

  private String node() {
    for (var address : api.get("/api/v1/nodes").object().at("/items/0/status/addresses")) {
      if (address.path("type").asText().equals("InternalIP")) {
        return address.path("address").asText();
      }
    }
    throw new AssertionError("the node has no address");
  }

  private int port() {
    return core("services").get(RELEASE).object().at("/spec/ports/0/nodePort").asInt();
  }

  /** What the Secret of the keys holds, as text, and its annotation with the fingerprint. */
  Secret secret() {
    var secret = core("secrets").get(RELEASE + "-keys").object();
    return new Secret(secret);
  }

  /** A Secret as it is. */
  record Secret(JsonNode object) {
    String text(String key) {
      var bytes = Base64.getDecoder().decode(object.path("data").path(key).asText());
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    String fingerprint() {
      return object.at("/metadata/annotations").path("dormouse.dev/host-key-fingerprint").asText();
    }
  }

  Api api() {
    return api;
  }

  KeyFile key() {
    return key;
  }

  String namespace() {
    return namespace;
  }

  /** What is in the release's namespace. */
  Resources core(String plural) {
    return api.resources("/api/v1/namespaces/%s/%s".formatted(namespace, plural));
  }

  /** What is in alice's namespace. */
  Resources alices(String plural) {
    return api.resources("/api/v1/namespaces/%s-alice/%s".formatted(namespace, plural));
  }

  Resources sessions() {
    return api.resources(
        "/apis/dormouse.dev/v1alpha1/namespaces/%s-alice/sessions".formatted(namespace));
  }

  /** The names of a part's pods. */
  List<String> pods(String part) {
    return core("pods")
        .list("labelSelector=app.kubernetes.io%2Fcomponent%3D" + part)
        .path("items")
        .valueStream()
        .map(pod -> pod.at("/metadata/name").asText())
        .toList();
  }

  /** Where a pod is. */
  String address(String pod) {
    return core("pods").get(pod).object().at("/status/podIP").asText();
  }

  Resources deployments() {
    return api.resources("/apis/apps/v1/namespaces/%s/deployments".formatted(namespace));
  }

  /** The reaper that looks after the sessions. */
  String leader() {
    return api.get(
            "/apis/coordination.k8s.io/v1/namespaces/%s/leases/dormouse-reaper"
                .formatted(namespace))
        .object()
        .at("/spec/holderIdentity")
        .asText();
  }

  /** Ends a pod of broker or reaper at once. */
  void kill(String pod) throws InterruptedException {
    core("pods").delete(pod, "{gracePeriodSeconds: 0}").object();
    core("pods").awaitGone(pod, Duration.ofSeconds(30));
  }

  /** What broker and reaper have logged. */
  String logs() {
    var logs = new StringBuilder();
    for (var part : List.of("broker", "reaper")) {
      for (var pod : pods(part)) {
        logs.append("--- ").append(pod).append('\n');
        logs.append(log(pod));
      }
    }
    return logs.toString();
  }

  String log(String pod) {
    return api.get("/api/v1/namespaces/%s/pods/%s/log".formatted(namespace, pod)).text();
  }

  @Override
  public void close() {
    try {
      Helm.uninstall(RELEASE)
          .withNamespace(namespace)
          .withKubeConfig(cluster.kubeconfig())
          .ignoreNotFound()
          .call();
    } finally {
      var all = api.resources("/api/v1/namespaces");
      all.delete(namespace);
      all.delete(namespace + "-alice");
      cluster.close();
    }
  }
}
