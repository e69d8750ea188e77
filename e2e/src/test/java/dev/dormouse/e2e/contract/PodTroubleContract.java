package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a pod doesn't start, in the places where a waiting user can be told of it. */
@OnCluster
final class PodTroubleContract {

  /** What the scheduler says of a pod that it can't place. */
  private static String unschedulable(Place place, Shell pod) throws InterruptedException {
    pod.in(place);
    var seen =
        PodSeen.await(
            place,
            pod.name(),
            "unschedulable",
            it -> !condition(it).path("reason").isMissingNode());
    assertThat(condition(seen).path("status").asText()).isEqualTo("False");
    assertThat(condition(seen).path("reason").asText()).isEqualTo("Unschedulable");
    assertThat(Seen.phase(seen, "Pending")).isTrue();
    assertThat(seen.at("/spec/nodeName").isMissingNode()).isTrue();

    var event = PodSeen.event(place, pod.name(), "FailedScheduling");
    assertThat(event.path("type").asText()).isEqualTo("Warning");
    assertThat(event.path("message").asText()).startsWith(condition(seen).path("message").asText());
    return condition(seen).path("message").asText();
  }

  private static JsonNode condition(JsonNode pod) {
    return Seen.condition(pod, "PodScheduled");
  }

  @Test
  void noNodeHasTheLabelItAsksFor(Place place) throws Exception {
    var pod = Shell.staying("a").with("nodeSelector: {test.dev/nowhere: 'true'}");

    assertThat(unschedulable(place, pod))
        .matches(
            "0/[0-9]+ nodes are available: [0-9]+ node\\(s\\) didn't match Pod's node"
                + " affinity/selector\\..*");
  }

  @Test
  void noNodeIsThatLarge(Place place) throws Exception {
    var pod = Shell.staying("a").inside("resources: {requests: {cpu: '4000'}}");

    assertThat(unschedulable(place, pod))
        .matches("0/[0-9]+ nodes are available: [0-9]+ Insufficient cpu\\..*");
  }

  @Test
  void theClaimItNamesIsNotThere(Place place) throws Exception {
    assertThat(unschedulable(place, Shell.staying("a").atHome("ghost")))
        .matches("0/[0-9]+ nodes are available: persistentvolumeclaim \"ghost\" not found\\..*");
  }

  @Test
  void itStartsOnceItsClaimIsThere(Place place) throws Exception {
    unschedulable(place, Shell.staying("a").atHome("home"));

    place.core("persistentvolumeclaims").create(VolumesContract.CLAIM).object();

    PodSeen.await(place, "a", "running", PodSeen::running);
  }

  @Test
  void itsImageCantBePulled(Place place) throws Exception {
    place.pods().create(Shell.staying("a").yaml("registry.invalid/none:1")).object();

    var first = PodSeen.await(place, "a", "tried", it -> PodSeen.waitsFor(it, "ErrImagePull"));
    assertThat(PodSeen.state(first, "waiting").path("message").asText())
        .contains("registry.invalid/none:1");
    var later =
        PodSeen.await(place, "a", "waiting", it -> PodSeen.waitsFor(it, "ImagePullBackOff"));
    assertThat(PodSeen.state(later, "waiting").path("message").asText())
        .startsWith("Back-off pulling image \"registry.invalid/none:1\"");
    assertThat(Seen.phase(later, "Pending")).isTrue();

    assertThat(PodSeen.event(place, "a", "Pulling").path("message").asText())
        .isEqualTo("Pulling image \"registry.invalid/none:1\"");
    var pull = "Failed to pull image \"registry.invalid/none:1\": ";
    var failed = PodSeen.event(place, "a", "Failed", pull);
    assertThat(failed.path("type").asText()).isEqualTo("Warning");
    assertThat(PodSeen.event(place, "a", "BackOff").path("message").asText())
        .startsWith("Back-off pulling image \"registry.invalid/none:1\"");
  }

  @Test
  void itsSecretIsMissingAndItStartsOnceItIsThere(Place place) throws Exception {
    Shell.staying("a").knowing("keys").in(place);

    var event = PodSeen.event(place, "a", "FailedMount");
    assertThat(event.path("type").asText()).isEqualTo("Warning");
    assertThat(event.path("message").asText())
        .isEqualTo("MountVolume.SetUp failed for volume \"keys\" : secret \"keys\" not found");
    var waiting =
        PodSeen.await(place, "a", "waiting", it -> PodSeen.waitsFor(it, "ContainerCreating"));
    assertThat(Seen.phase(waiting, "Pending")).isTrue();

    place
        .core("secrets")
        .create("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {k: v}}")
        .object();
    PodSeen.await(place, "a", "running", PodSeen::running);
  }

  @Test
  void whatItsEnvironmentNamesIsMissingAndItStartsOnceItIsThere(Place place) throws Exception {
    Shell.staying("a")
        .inside("env: [{name: K, valueFrom: {secretKeyRef: {name: keys, key: k}}}]")
        .in(place);

    var pod =
        PodSeen.await(
            place, "a", "refused", it -> PodSeen.waitsFor(it, "CreateContainerConfigError"));
    assertThat(PodSeen.state(pod, "waiting").path("message").asText())
        .isEqualTo("secret \"keys\" not found");

    place
        .core("secrets")
        .create("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {k: v}}")
        .object();
    PodSeen.await(place, "a", "running", PodSeen::running);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Secret", "ConfigMap"})
  void aKeyThatItsEnvironmentNamesIsMissing(String kind, Place place) throws Exception {
    place
        .core(kind.toLowerCase(Locale.ROOT) + "s")
        .create("{apiVersion: v1, kind: " + kind + ", metadata: {name: keys}}")
        .object();
    var reference = kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1) + "KeyRef";
    Shell.staying("a")
        .inside("env: [{name: K, valueFrom: {" + reference + ": {name: keys, key: k}}}]")
        .in(place);

    var pod =
        PodSeen.await(
            place, "a", "refused", it -> PodSeen.waitsFor(it, "CreateContainerConfigError"));
    assertThat(PodSeen.state(pod, "waiting").path("message").asText())
        .isEqualTo("couldn't find key k in %s %s/keys".formatted(kind, place.namespace()));
  }

  @Test
  void itsCommandDoesntExist(Place place) throws Exception {
    var pod = Shell.once("a", "").yaml(place).replace("[sh, -c, \"\"]", "[/no/such/command]");
    place.pods().create(pod).object();

    var seen = PodSeen.await(place, "a", "ended", PodSeen::done);

    assertThat(Seen.phase(seen, "Failed")).isTrue();
    var end = PodSeen.state(seen, "terminated");
    assertThat(end.path("reason").asText()).isEqualTo("StartError");
    assertThat(end.path("exitCode").asInt()).isEqualTo(128);
    assertThat(end.path("message").asText()).contains("/no/such/command");
  }
}
