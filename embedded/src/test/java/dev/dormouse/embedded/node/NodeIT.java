package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node as a whole: when it is switched off, and when it ends. */
@Timeout(60)
class NodeIT {
  @TempDir Path folder;

  @Test
  void aNodeThatIsGoneLeavesItsPodsStuckUntilItIsBack() throws Exception {
    try (var cluster = SmallCluster.in(folder, Sshd.ofThisMachine())) {
      cluster.playing("stranded", "");
      cluster.await("stranded", pod -> "Running".equals(pod.getStatus().getPhase()));
      List<ProcessHandle> processes = children();
      assertThat(processes).isNotEmpty();

      play(cluster, "gone");
      awaitReady(cluster, "Unknown");
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
      cluster
          .client()
          .pods()
          .inNamespace("default")
          .withName("stranded")
          .withGracePeriod(1)
          .delete();
      Pod stuck =
          cluster.await("stranded", pod -> pod.getMetadata().getDeletionTimestamp() != null);
      assertThat(stuck.getStatus().getPhase()).isEqualTo("Running");

      play(cluster, "");
      awaitReady(cluster, "True");
      cluster
          .client()
          .pods()
          .inNamespace("default")
          .withName("stranded")
          .waitUntilCondition(Objects::isNull, 20, TimeUnit.SECONDS);
    }
  }

  @Test
  void nothingRunsOnWhenItEnds() throws Exception {
    try (var cluster = SmallCluster.in(folder, Sshd.ofThisMachine())) {
      cluster.create(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: deaf}
          spec:
            containers:
            - {name: main, image: "debian:13", command: [sh, -c, "trap '' TERM; sleep 300 & wait"]}
          """);
      cluster.await("deaf", pod -> "Running".equals(pod.getStatus().getPhase()));
      assertThat(children()).isNotEmpty();
      assertThat(folder.resolve("pods/default/deaf")).exists();
    }
    assertThat(children()).isEmpty();
    assertThat(folder.resolve("pods")).doesNotExist();
    assertThat(folder.resolve("volumes")).exists();
  }

  @Test
  void aPodCanBeDeletedWhereverItsStoryStands() throws Exception {
    try (var cluster = SmallCluster.in(folder, Sshd.ofThisMachine())) {
      var pods = cluster.client().pods().inNamespace("default");
      String spec = "---\n{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {%s}}";
      String main = "containers: [{name: main, image: a.test/a, command: [sleep, '300']}]";
      List<String> names = List.of("mounting", "misnamed", "preparing", "pulling", "evicted");
      cluster.create(
          spec.formatted(names.get(0), "volumes: [{name: v, secret: {secretName: no}}], " + main));
      cluster.create(
          spec.formatted(names.get(1), "containers: [{name: ../../evil, image: a.test/a}]"));
      cluster.create(
          spec.formatted(
              names.get(2),
              "initContainers: [{name: first, image: a.test/a, command: [sh, -c, \"trap 'exit 0'"
                  + " TERM; sleep 300 & wait\"]}], "
                  + main));
      cluster.playing(names.get(3), "image-not-found");
      cluster.playing(names.get(4), "evict");
      cluster.awaitEvent("FailedMount", "secret \"no\" not found");
      cluster.await(names.get(4), pod -> "Evicted".equals(pod.getStatus().getReason()));

      names.forEach(name -> pods.withName(name).withGracePeriod(1).delete());

      for (String name : names) {
        pods.withName(name).waitUntilCondition(Objects::isNull, 20, TimeUnit.SECONDS);
      }
      assertThat(children()).isEmpty();
      assertThat(folder.resolve("pods/evil")).doesNotExist();
    }
  }

  @Test
  void anInitContainerThatEndsWellOnTermHoldsNobodyUp() throws Exception {
    try (var cluster = SmallCluster.in(folder, Sshd.ofThisMachine())) {
      cluster.create(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: slow}
          spec:
            initContainers:
            - {name: first, image: a.test/a, command: [sh, -c, "trap 'exit 0' TERM; sleep 300 & wait"]}
            containers:
            - {name: main, image: a.test/a, command: [sh, -c, "trap '' TERM; while :; do sleep 1; done"]}
          """);
      cluster.awaitEvent("Started", "Container started");
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void nobodyElseLooksIntoItsFolders() throws Exception {
    try (var _ = SmallCluster.in(folder, Sshd.ofThisMachine())) {
      for (String inside : List.of("volumes", "pods", "kubeconfig")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve(inside))))
            .endsWith("------");
      }
    }
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
  }

  private static void play(SmallCluster cluster, String act) {
    cluster
        .client()
        .nodes()
        .withName(Machine.NAME)
        .edit(
            node -> {
              node.getMetadata().getAnnotations().put(Play.ANNOTATION, act);
              return node;
            });
  }

  private static void awaitReady(SmallCluster cluster, String status) {
    cluster
        .client()
        .nodes()
        .withName(Machine.NAME)
        .waitUntilCondition(
            node ->
                node != null
                    && node.getStatus().getConditions().stream()
                        .anyMatch(
                            condition ->
                                condition.getType().equals("Ready")
                                    && condition.getStatus().equals(status)),
            20,
            TimeUnit.SECONDS);
  }
}
