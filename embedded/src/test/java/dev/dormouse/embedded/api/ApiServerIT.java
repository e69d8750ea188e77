package dev.dormouse.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API server over the wire, by the client that Dormouse uses. */
@Timeout(60)
class ApiServerIT {
  private static final ResourceDefinitionContext DENS =
      new ResourceDefinitionContext.Builder()
          .withGroup("zoo.test")
          .withVersion("v1")
          .withKind("Den")
          .withPlural("dens")
          .withNamespaced(true)
          .build();

  private final Path dir;
  private final ApiServer server;
  private final KubernetesClient client;

  ApiServerIT(@TempDir Path dir) throws IOException {
    this.dir = dir;
    server = ApiServer.start(new ApiOptions(dir, 0, InstantSource.system(), this::log));
    var config = Config.fromKubeconfig(server.kubeconfig().toFile());
    config.setNamespace("zoo");
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName("zoo").endMetadata().build())
        .create();
  }

  private Optional<Path> log(String namespace, String pod, String container, boolean previous) {
    return Optional.of(dir.resolve(pod + "." + container + ".log")).filter(Files::exists);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void letsNobodyInWithoutTheToken() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.kubeconfig())))
        .isEqualTo("rw-------");
    var stranger = Config.fromKubeconfig(server.kubeconfig().toFile());
    stranger.setAutoOAuthToken("guessed");
    stranger.setOauthTokenProvider(() -> "guessed");
    try (var other = new KubernetesClientBuilder().withConfig(stranger).build()) {
      assertThatThrownBy(() -> other.pods().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    var taken = server.url().getPort();
    assertThatThrownBy(
            () -> ApiServer.start(new ApiOptions(dir, taken, InstantSource.system(), PodLogs.NONE)))
        .isInstanceOf(IOException.class)
        .hasMessage("port %d of 127.0.0.1 is taken", taken);
  }

  @Test
  void keepsAPodFromCreationToDeletion() throws InterruptedException {
    var events = new LinkedBlockingQueue<String>();
    try (var _ = client.pods().watch(into(events))) {
      var made = client.pods().resource(pod("a")).create();
      assertThat(made.getMetadata().getUid()).isNotEmpty();
      assertThat(next(events)).isEqualTo("ADDED a");

      client.pods().withName("a").edit(p -> labelled(p, "tier", "one"));
      assertThat(next(events)).isEqualTo("MODIFIED a");

      assertThatThrownBy(
              () ->
                  client
                      .pods()
                      .resource(labelled(made, "tier", "two"))
                      .lockResourceVersion(made.getMetadata().getResourceVersion())
                      .update())
          .hasMessageContaining("the object has been modified");

      client.pods().withName("a").delete();
      assertThat(next(events)).isEqualTo("MODIFIED a");
      assertThat(next(events)).isEqualTo("DELETED a");
      assertThat(client.pods().withName("a").get()).isNull();
    }
  }

  @Test
  void servesWhatADefinitionDefines() {
    client.resource(dens()).create();
    var fox = den("fox");
    fox.setAdditionalProperty("spec", Map.of("size", 3));
    fox.setAdditionalProperty("status", Map.of("phase", "Mine"));
    var dens = client.genericKubernetesResources(DENS);
    var made = dens.resource(fox).create();
    assertThat(made.<Object>get("status")).isNull();
    assertThat(made.getMetadata().getGeneration()).isEqualTo(1);

    dens.withName("fox")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Dug\"}}");
    dens.withName("fox").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"size\":4}}");
    var now = dens.withName("fox").get();
    assertThat(now.<String>get("status", "phase")).isEqualTo("Dug");
    assertThat(now.<Integer>get("spec", "size")).isEqualTo(4);
    assertThat(now.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void aStatusIsWrittenByItsOwnVerb() {
    client.pods().resource(pod("a")).create();
    var running = client.pods().withName("a").editStatus(p -> phased(p, "Running"));
    assertThat(running.getStatus().getPhase()).isEqualTo("Running");
    assertThat(running.getStatus().getQosClass()).isEqualTo("BestEffort");
    var labelled = client.pods().withName("a").edit(p -> phased(labelled(p, "x", "y"), "Failed"));
    assertThat(labelled.getStatus().getPhase()).isEqualTo("Running");
    assertThat(labelled.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void aPodIsFilledInAndBoundOnce() {
    var made = client.pods().resource(pod("a")).create();
    assertThat(made.getSpec().getRestartPolicy()).isEqualTo("Always");
    assertThat(made.getSpec().getTolerations()).hasSize(2);
    var binding =
        new BindingBuilder()
            .withNewMetadata()
            .withName("a")
            .endMetadata()
            .withNewTarget()
            .withKind("Node")
            .withName("laptop")
            .endTarget()
            .build();
    client.bindings().inNamespace("zoo").resource(binding).create();
    var bound = client.pods().withName("a").get();
    assertThat(bound.getSpec().getNodeName()).isEqualTo("laptop");
    assertThat(bound.getStatus().getConditions())
        .extracting("type")
        .containsExactly("PodScheduled");
    assertThat(client.pods().withField("spec.nodeName", "laptop").list().getItems()).hasSize(1);
    assertThatThrownBy(() -> client.bindings().inNamespace("zoo").resource(binding).create())
        .hasMessageContaining("pod a is already assigned to node \"laptop\"");
    assertThatThrownBy(() -> client.pods().withName("a").edit(p -> renamed(p, "other")))
        .hasMessageContaining("pod updates may not change fields other than");
  }

  @Test
  void createOrUpdateTakesEither() {
    var map = new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata();
    client.configMaps().resource(map.addToData("a", "1").build()).createOr(r -> r.update());
    client.configMaps().resource(map.addToData("a", "2").build()).createOr(r -> r.update());
    assertThat(client.configMaps().withName("a").get().getData()).containsEntry("a", "2");
  }

  @Test
  void aWriteThatChangesNothingKeepsTheVersion() {
    var made = client.pods().resource(pod("a")).create();
    var again = client.pods().resource(made).update();
    assertThat(again.getMetadata().getResourceVersion())
        .isEqualTo(made.getMetadata().getResourceVersion());
  }

  @Test
  void ofManyWritersWithOneVersionOneWins() throws InterruptedException {
    var made = client.pods().resource(pod("a")).create();
    var won = new AtomicInteger();
    var writes = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 20; i++) {
      var pod = labelled(made, "winner", "w" + i);
      writes.add(
          () -> {
            client.pods().resource(pod).update();
            return won.incrementAndGet();
          });
    }
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(writers.invokeAll(writes)).hasSize(20);
    }
    assertThat(won).hasValue(1);
  }

  @Test
  void logsAreReadAndFollowed() throws IOException {
    client.pods().resource(pod("a")).create();
    var log = client.pods().withName("a");
    assertThatThrownBy(log::getLog).hasMessageContaining("is waiting to start: ContainerCreating");
    Files.writeString(dir.resolve("a.main.log"), "one\ntwo\n");
    assertThat(log.getLog()).isEqualTo("one\ntwo\n");
    assertThat(log.tailingLines(1).getLog()).isEqualTo("two\n");
    try (var follow = log.watchLog();
        var lines =
            new BufferedReader(new InputStreamReader(follow.getOutput(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("one");
      assertThat(lines.readLine()).isEqualTo("two");
      Files.writeString(dir.resolve("a.main.log"), "three\n", StandardOpenOption.APPEND);
      assertThat(lines.readLine()).isEqualTo("three");
      client.pods().withName("a").delete();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void informersSeeWhatHappens() throws InterruptedException {
    client
        .configMaps()
        .resource(new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build())
        .create();
    try (var informer = client.configMaps().runnableInformer(0)) {
      informer.run();
      assertThat(informer.getStore().list())
          .extracting(c -> c.getMetadata().getName())
          .contains("a");
    }
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("busybox")
        .endContainer()
        .endSpec()
        .build();
  }

  private static Pod phased(Pod pod, String phase) {
    return new PodBuilder(pod).editStatus().withPhase(phase).endStatus().build();
  }

  private static Pod renamed(Pod pod, String account) {
    return new PodBuilder(pod).editSpec().withServiceAccountName(account).endSpec().build();
  }

  private static Pod labelled(Pod pod, String key, String value) {
    return new PodBuilder(pod).editMetadata().addToLabels(key, value).endMetadata().build();
  }

  private static GenericKubernetesResource den(String name) {
    return Serialization.unmarshal(
        "{\"apiVersion\":\"zoo.test/v1\",\"kind\":\"Den\",\"metadata\":{\"name\":\"%s\"}}"
            .formatted(name),
        GenericKubernetesResource.class);
  }

  private static CustomResourceDefinition dens() {
    return Serialization.unmarshal(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: dens.zoo.test
        spec:
          group: zoo.test
          scope: Namespaced
          names: {kind: Den, plural: dens, singular: den, shortNames: [dn]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: {type: integer, minimum: 1}
                  status:
                    type: object
                    x-kubernetes-preserve-unknown-fields: true
        """,
        CustomResourceDefinition.class);
  }

  private static Watcher<Pod> into(BlockingQueue<String> events) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, Pod pod) {
        events.add(action + " " + pod.getMetadata().getName());
      }

      @Override
      public void onClose(WatcherException cause) {
        events.add("CLOSED");
      }
    };
  }

  private static String next(BlockingQueue<String> events) throws InterruptedException {
    return String.valueOf(events.poll(5, TimeUnit.SECONDS));
  }
}
