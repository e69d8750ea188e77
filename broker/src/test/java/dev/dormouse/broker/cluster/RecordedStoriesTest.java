package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.wake.Chapter;
import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.StartupStory;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of pods and events that a real Kubernetes has shown. */
@Tag("A10")
final class RecordedStoriesTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          image-missing          | IMAGE: the image cluster.test/none:9 does not exist
          composed-platform-containerd | IMAGE: the image registry.example/dev:9 is not made for the system and processor of its node
          composed-platform-crio | IMAGE: the image registry.example/dev:9 is not made for the system and processor of its node
          registry-missing       | IMAGE: the image registry.invalid/dev:9 does not exist
          image-name-invalid     | IMAGE: "Not//AnImage::x" is no name of an image
          image-never-pulled     | IMAGE: the image cluster.test/other:1 is not on its node and may not be fetched
          composed-host-key-missing | LOST: its host key isn't there any more
          crash-loop             | CRASH: it ends right after it starts: exit code 3 + last words
          out-of-memory          | CRASH: it ends right after it starts: it needs more memory than it may have + last words
          command-missing        | CRASH: it can't be run: "/no/such/command": stat /no/such/command: no such file or directory
          preparation-crash-loop | CRASH: its preparation fetch ends right after it starts: exit code 4
          secret-of-env-missing  | TEMPLATE: its environment needs secret "keys", which isn't there
          key-of-env-missing     | TEMPLATE: its environment needs the key "k" of secret "keys", which isn't there
          root-not-allowed       | TEMPLATE: its container may not be root's, and is: runAsNonRoot
          secret-of-mount-missing| TEMPLATE: secret "keys", which it mounts, isn't there
          evicted                | CAPACITY: the cluster took its place away: Usage of EmptyDir volume "big" exceeds the limit "1Mi"
          """)
  void isBroken(String file, String told) throws IOException {
    assertThat(
            StartupStory.of(seen(file)) instanceof Chapter.Broken(var code, var why, var words)
                ? code.name() + ": " + why + (words ? " + last words" : "")
                : "not broken: " + StartupStory.of(seen(file)))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          unschedulable-cpu      | no node has room; waiting for room | CAPACITY: no node has room: 1 Insufficient cpu
          unschedulable-selector | no node is fit for it; waiting for one | CAPACITY: no node is fit for it: 1 node(s) didn't match Pod's node affinity/selector
          claim-missing          | waiting for its volume | VOLUME: waiting for its volume: persistentvolumeclaim "small-home" not found
          composed-unschedulable-beside | no node has room; waiting for room | CAPACITY: no node has room: 1 Insufficient cpu, 2 node(s) didn't match pod affinity rules
          composed-scale-up      | no node has room; the cluster is adding one (usually 1 to 3 minutes) | CAPACITY: the cluster is adding a node, which isn't there yet
          composed-no-scale-up   | no node has room, and the cluster can't add one; waiting for room | CAPACITY: no node has room, and the cluster can't add one: 1 node(s) had untolerated taint(s), 2 Insufficient memory
          composed-placed        | on node worker-3, preparing | SLOW: on node worker-3, preparing
          composed-pulling       | on node worker-3, fetching the image | SLOW: on node worker-3, fetching the image
          composed-pulled        | starting | SLOW: starting
          composed-registry-silent | the image can't be fetched yet; trying again | IMAGE: the image registry.example/dev:9 can't be fetched: failed to pull and unpack image "registry.example/dev:9": failed to resolve image: failed to do request: Head "https://registry.example/v2/dev/manifests/9": dial tcp 192.0.2.1:443: i/o timeout
          composed-secret-not-synced | starting, not at the first try | CRASH: its container can't be made: failed to sync secret cache: timed out waiting for the condition
          composed-volume-held-by-session | waiting for its volume, which session work holds | VOLUME: waiting for its volume, which session work holds
          composed-volume-held-by-node | waiting for its volume, which another node still holds | VOLUME: waiting for its volume, which another node still holds
          """)
  void isComing(String file, String line, String late) throws IOException {
    assertThat(
            StartupStory.of(seen(file)) instanceof Chapter.Coming(var now, var code, var waiting)
                ? List.of(now, code.name() + ": " + waiting)
                : List.of("not coming: " + StartupStory.of(seen(file))))
        .containsExactly(line, late);
  }

  @Test
  void isThereWhenItRuns() throws IOException {
    assertThat(StartupStory.of(seen("running"))).isEqualTo(new Chapter.There(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          composed-volume-held-by-session | waiting for its volume, which session work holds on node worker-1
          composed-volume-held-by-node | waiting for its volume, which session work holds on node worker-1
          composed-volume-of-one-pod | waiting for its volume, which session work holds on node worker-1
          composed-unschedulable-beside | waiting for room on node worker-1, where session work has its volume
          """)
  @Tag("E2")
  void whoeverHoldsTheVolumeIsNamed(String file, String line) throws IOException {
    var held = seen(file, List.of(new PodSeen.Holder("work", "worker-1")));
    assertThat(StartupStory.of(held)).isEqualTo(new Chapter.Coming(line, Code.VOLUME, line));
  }

  private static PodSeen seen(String file) throws IOException {
    return seen(file, List.of());
  }

  private static PodSeen seen(String file, List<PodSeen.Holder> holders) throws IOException {
    try (var yaml =
        Objects.requireNonNull(
            RecordedStoriesTest.class.getResourceAsStream("/recorded/" + file + ".yaml"))) {
      List<HasMetadata> items = YAML.unmarshal(yaml, KubernetesList.class).getItems();
      return PodSight.of(
          (Pod) items.getFirst(),
          items.stream().filter(Event.class::isInstance).map(Event.class::cast).toList(),
          holders);
    }
  }
}
