package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the node plays on command looks like the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class PlaysIT {
  private SmallCluster cluster;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = SmallCluster.in(folder, Sshd.ofThisMachine());
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void aPodWithoutANodeSaysWhyUntilThereIsRoom() {
    cluster.playing("homeless", "unschedulable=3s");
    cluster.await("homeless", pod -> condition(pod, "PodScheduled", "Unschedulable"));
    cluster.await("homeless", PlaysIT::running);
  }

  @Test
  void anImageThatIsNotThereIsPulledInVain() {
    cluster.playing("imageless", "image-not-found");
    cluster.await("imageless", pod -> waiting(pod).equals("ErrImagePull"));
    cluster.await("imageless", pod -> waiting(pod).equals("ImagePullBackOff"));
    cluster.awaitEvent("Failed", "Failed to pull image \"debian:13\"");
  }

  @Test
  void aSlowPullIsToldWhileItLasts() {
    cluster.playing("patient", "slow-pull=700ms");
    cluster.awaitEvent("Pulling", "Pulling image \"debian:13\"");
    assertThat(running(cluster.client().pods().inNamespace("default").withName("patient").get()))
        .isFalse();
    cluster.await("patient", PlaysIT::running);
    cluster.awaitEvent("Pulled", "Successfully pulled image \"debian:13\" in 700ms");
  }

  @Test
  void aVolumeThatAnotherNodeHoldsKeepsThePodWaiting() {
    cluster.playing("volumeless", "volume-held=1s");
    cluster.awaitEvent("FailedAttachVolume", "Multi-Attach error");
    assertThat(running(cluster.client().pods().inNamespace("default").withName("volumeless").get()))
        .isFalse();
    cluster.await("volumeless", PlaysIT::running);
  }

  @Test
  void aCrashLoopBacksOffAndLeavesItsLastWords() {
    cluster.playing("crashing", "crash-loop");
    cluster.await("crashing", pod -> waiting(pod).equals("CrashLoopBackOff"));
    assertThat(cluster.client().pods().inNamespace("default").withName("crashing").getLog())
        .contains("it crashes, as it was told to");
  }

  @Test
  void aPodThatNeverGetsReadyRunsAllTheSame() {
    cluster.playing("unready", "never-ready");
    Pod pod = cluster.await("unready", PlaysIT::running);
    assertThat(condition(pod, "Ready", "ContainersNotReady")).isTrue();
  }

  @Test
  void outOfMemoryIsAnExitCodeAndAReason() {
    cluster.playing("hungry", "oom-kill=100ms");
    cluster.await(
        "hungry",
        pod ->
            pod.getStatus().getContainerStatuses().stream()
                .map(container -> container.getLastState().getTerminated())
                .anyMatch(
                    end ->
                        end != null
                            && end.getReason().equals("OOMKilled")
                            && end.getExitCode() == 137));
  }

  @Test
  void aPodCanBeEvictedWhileItRuns() {
    cluster.playing("evicted", "never-ready");
    cluster.await("evicted", PlaysIT::running);
    cluster
        .client()
        .pods()
        .inNamespace("default")
        .withName("evicted")
        .edit(
            pod -> {
              pod.getMetadata().getAnnotations().put(Play.ANNOTATION, "evict");
              return pod;
            });
    cluster.await(
        "evicted",
        pod ->
            "Failed".equals(pod.getStatus().getPhase())
                && "Evicted".equals(pod.getStatus().getReason()));
  }

  @Test
  void whatCantBePlayedIsToldInAnEvent() {
    cluster.playing("mistaken", "explode");
    cluster.awaitEvent("UnknownPlay", "\"explode\" can't be played; what can: unschedulable");
    cluster.await("mistaken", PlaysIT::running);
  }

  private static boolean running(Pod pod) {
    return "Running".equals(pod.getStatus().getPhase());
  }

  private static boolean condition(Pod pod, String type, String reason) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(PodCondition::getReason)
        .anyMatch(reason::equals);
  }

  private static String waiting(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(container -> container.getState().getWaiting())
        .map(state -> Optional.ofNullable(state).map(ContainerStateWaiting::getReason).orElse(""))
        .findFirst()
        .orElse("");
  }
}
