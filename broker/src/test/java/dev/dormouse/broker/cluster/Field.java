package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Startup;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.BundleWish;
import dev.dormouse.embedded.ClusterOptions;
import dev.dormouse.embedded.EmbeddedCluster;
import dev.dormouse.embedded.node.Pace;
import dev.dormouse.metrics.ApiMetrics;
import dev.dormouse.metrics.Metrics;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A cluster with brokers' wakes in it: the embedded one, or with {@code -Dcluster=kubeconfig} the
 * one that KUBECONFIG names. Each field has namespaces of its own.
 */
final class Field implements AutoCloseable {
  static final boolean REAL = "kubeconfig".equals(System.getProperty("cluster"));
  static final String CA =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDummyDummyDummyDummyDummyDummyDummyDummyDu ca";

  /** Runs on either cluster: the embedded one makes an sshd of it whatever it says. */
  static final String TINY =
      """
      image: cluster.test/busybox:1
      home: {scope: session, mountPath: /home/dev, size: 64Mi}
      lifecycle: {startWithin: 60s, stopWithin: 2s}
      podTemplate: {spec: {containers: [{name: session, imagePullPolicy: IfNotPresent,
        command: [sh, -c, "trap 'exit 0' TERM; while :; do sleep 0.1; done"]}]}}
      """;

  final KubernetesClient client;
  final String run = "w" + UUID.randomUUID().toString().substring(0, 6);
  private final String kubeconfig;
  private final Optional<EmbeddedCluster> embedded;
  private final List<Broker> open = new ArrayList<>();

  /** One broker, as far as wakes go. */
  record Broker(KubernetesCluster cluster, Wakes wakes) implements AutoCloseable {
    @Override
    public void close() {
      wakes.close();
      cluster.close();
    }
  }

  private Field(String kubeconfig, Optional<EmbeddedCluster> embedded) {
    this.kubeconfig = kubeconfig;
    this.embedded = embedded;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(kubeconfig).toFile()))
            .build();
  }

  static Field lay() {
    try {
      if (!REAL) {
        var dir = Files.createTempDirectory("dormouse-wake");
        var cluster =
            EmbeddedCluster.start(ClusterOptions.in(dir).withPort(0).withPace(Pace.QUICK));
        return new Field(cluster.kubeconfig().toString(), Optional.of(cluster)).ready();
      }
      return new Field(System.getenv("KUBECONFIG"), Optional.empty()).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Field ready() throws IOException {
    if (REAL) {
      for (var plural : List.of("sessions", "sessiontemplates", "flavors", "sessionusers")) {
        define(plural);
      }
    }
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(run).endMetadata().build())
        .create();
    template("tiny", TINY);
    return this;
  }

  private void define(String plural) throws IOException {
    var path = "/META-INF/dormouse/" + plural + ".dormouse.dev-v1.yml";
    try (var yaml = EmbeddedCluster.class.getResourceAsStream(path)) {
      var definition =
          client
              .getKubernetesSerialization()
              .unmarshal(java.util.Objects.requireNonNull(yaml), CustomResourceDefinition.class);
      client.resource(definition).forceConflicts().serverSideApply();
      client
          .resource(definition)
          .waitUntilCondition(
              one ->
                  one != null
                      && one.getStatus() != null
                      && one.getStatus().getConditions().stream()
                          .anyMatch(
                              it ->
                                  it.getType().equals("Established")
                                      && it.getStatus().equals("True")),
              30,
              java.util.concurrent.TimeUnit.SECONDS);
    }
  }

  void template(String name, String spec) {
    var yaml =
        """
        apiVersion: dormouse.dev/v1alpha1
        kind: SessionTemplate
        metadata: {name: %s, namespace: %s}
        spec:
        """
                .formatted(name, run)
            + spec.indent(2);
    client.resource(yaml).create();
  }

  Broker broker(String id) throws InterruptedException {
    return broker(id, kubeconfig);
  }

  Broker broker(String id, String through) throws InterruptedException {
    var cluster =
        KubernetesCluster.open(
            new dev.dormouse.broker.cluster.ClusterOptions(
                through, run, prefix(), id, CA, new BundleWish.Settled(new Bundle.None())),
            new ApiMetrics(new Metrics()),
            InstantSource.system());
    var broker = new Broker(cluster, new Wakes(cluster, InstantSource.system(), _ -> {}));
    open.add(broker);
    await("the snapshot is listed", () -> cluster.missing().isEmpty());
    return broker;
  }

  /** The API server goes away, and its node with it. */
  void switchOff() {
    embedded.ifPresent(EmbeddedCluster::close);
  }

  String kubeconfig() {
    return kubeconfig;
  }

  String prefix() {
    return run + "-";
  }

  Order order(String user, String session, String template) {
    return new Order(
        new SessionId(prefix() + user, session), user, template, Duration.ofSeconds(60));
  }

  Session session(Order order) {
    return client
        .resources(Session.class)
        .inNamespace(order.session().namespace())
        .withName(order.session().name())
        .get();
  }

  SessionStatus status(Order order) {
    var status = session(order).getStatus();
    return status == null ? SessionStatus.NEW : status;
  }

  /** What the status says of the pod's uid. */
  String uid(Order order) {
    var pod = status(order).pod();
    return pod == null || pod.uid() == null ? "" : pod.uid();
  }

  Startup startup(Order order) {
    var startup = status(order).startup();
    return startup == null ? new Startup(null, null, null, null, null, null, null, null) : startup;
  }

  List<Pod> pods(Order order) {
    return client.pods().inNamespace(order.session().namespace()).list().getItems();
  }

  /** The names of the pods that aren't being ended. */
  List<String> names(Order order) {
    return pods(order).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  Session patch(Order order, String patch) {
    return client
        .resources(Session.class)
        .inNamespace(order.session().namespace())
        .withName(order.session().name())
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** The reaper's part, until there is one: asleep first, its pod after that. */
  void sleep(Order order) throws InterruptedException {
    patch(order, "{\"spec\":{\"wanted\":\"Asleep\"}}");
    client.pods().inNamespace(order.session().namespace()).delete();
    await("its pod is gone", () -> pods(order).isEmpty());
  }

  /** What a reaper says once the pod is gone. */
  void asleep(Order order) {
    statusPatch(order, "{\"status\":{\"phase\":\"Asleep\"}}");
  }

  void statusPatch(Order order, String patch) {
    client
        .resources(Session.class)
        .inNamespace(order.session().namespace())
        .withName(order.session().name())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** How many connections this broker says to have. */
  int attached(Order order, String broker) {
    var one = status(order).attachments().get(broker);
    return one == null ? 0 : one.open();
  }

  /** From now on its pods stay in their ending, until they're let go. */
  void holdBack(Order order) {
    finalizers(order, "[\"test.dormouse.dev/held\"]");
  }

  void letGo(Order order) {
    finalizers(order, "null");
  }

  private void finalizers(Order order, String list) {
    pods(order)
        .forEach(
            pod ->
                client
                    .resource(pod)
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"finalizers\":" + list + "}}"));
  }

  static void await(String what, Callable<Boolean> condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception e) {
        throw new AssertionError("while waiting until " + what, e);
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + what);
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    open.forEach(Broker::close);
    if (REAL) {
      client.namespaces().list().getItems().stream()
          .filter(one -> one.getMetadata().getName().startsWith(run))
          .forEach(one -> client.resource(one).delete());
    }
    client.close();
    embedded.ifPresent(EmbeddedCluster::close);
  }
}
