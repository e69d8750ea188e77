package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import dev.dormouse.e2e.wire.Patch;
import dev.dormouse.e2e.wire.Refusal;
import org.junit.jupiter.api.Test;

/** What the process in a pod gets to know, and what its pod's description may not do. */
@OnCluster
final class PodProcessContract {

  @Test
  void itsEnvironmentIsThePods(Place place) throws Exception {
    PodSeen.ended(
        place,
        Shell.once("a", "echo $NAME; echo $GREETING; echo $LITERAL")
            .inside(
                "env: [{name: NAME, value: 'alice & co'}, {name: GREETING, value: 'hello $(NAME)'},"
                    + " {name: LITERAL, value: '$$(NAME) $(GHOST)'}]"));

    assertThat(PodSeen.log(place, "a"))
        .isEqualTo("alice & co\nhello alice & co\n$(NAME) $(GHOST)\n");
  }

  @Test
  void itsEnvironmentCanTellOfThePod(Place place) throws Exception {
    var field = "{name: %s, valueFrom: {fieldRef: {fieldPath: %s}}}";
    var pod =
        Shell.once("a", "echo $NAME; echo $NAMESPACE; echo $ADDRESS")
            .inside(
                "env: [%s, %s, %s]"
                    .formatted(
                        field.formatted("NAME", "metadata.name"),
                        field.formatted("NAMESPACE", "metadata.namespace"),
                        field.formatted("ADDRESS", "status.podIP")));

    PodSeen.ended(place, pod);
    var address = place.pods().get("a").object().at("/status/podIP").asText();

    assertThat(PodSeen.log(place, "a"))
        .isEqualTo("a\n" + place.namespace() + "\n" + address + "\n");
  }

  @Test
  void itsEnvironmentCanTakeFromSecretsAndConfigMaps(Place place) throws Exception {
    place.configMap("conf", "{mode: quiet}");
    place
        .core("secrets")
        .create("{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {k: hush}}")
        .object();

    PodSeen.ended(
        place,
        Shell.once("a", "echo $K; echo $MODE")
            .inside(
                "env: [{name: K, valueFrom: {secretKeyRef: {name: keys, key: k}}},"
                    + " {name: MODE, valueFrom: {configMapKeyRef: {name: conf, key: mode}}}]"));

    assertThat(PodSeen.log(place, "a")).isEqualTo("hush\nquiet\n");
  }

  @Test
  void itsArgumentsFollowItsCommand(Place place) throws Exception {
    PodSeen.ended(
        place,
        Shell.once("a", "echo \"$0 $1 $V\"")
            .inside("args: [zero, 'one $(V)'], env: [{name: V, value: v}]"));

    assertThat(PodSeen.log(place, "a")).isEqualTo("zero one v v\n");
  }

  @Test
  void anInitContainerEndsBeforeTheMainOneStarts(Place place) throws Exception {
    try (var watching = place.pods().watchOne("a")) {
      Shell.staying("a").after("echo ready", "").in(place);

      var waiting =
          watching.awaitObject(
              "waiting", PodSeen.SOON, pod -> PodSeen.waitsFor(pod, "PodInitializing"));
      var running = watching.awaitObject("running", PodSeen.SOON, PodSeen::running);

      assertThat(Seen.condition(waiting, "Initialized").path("reason").asText())
          .isEqualTo("ContainersNotInitialized");
      assertThat(Seen.condition(waiting, "Initialized").path("message").asText())
          .isEqualTo("containers with incomplete status: [first]");
      assertThat(Seen.is(running, "Initialized")).isTrue();
      assertThat(running.at("/status/initContainerStatuses/0/state/terminated/exitCode").asInt(-1))
          .isZero();
      assertThat(place.pods().get("a/log?container=first").text()).isEqualTo("ready\n");
    }
  }

  @Test
  void anInitContainerThatFailsFailsThePod(Place place) throws Exception {
    var pod = PodSeen.ended(place, Shell.once("a", "echo never").after("exit 9", ""));

    assertThat(Seen.phase(pod, "Failed")).isTrue();
    assertThat(pod.at("/status/initContainerStatuses/0/state/terminated/exitCode").asInt())
        .isEqualTo(9);
  }

  @Test
  void aPodWithoutContainersIsInvalid(Place place) throws Exception {
    var refusal =
        place
            .pods()
            .create("{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}")
            .refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.message())
        .isEqualTo("Pod \"a\" is invalid: spec.containers: Required value");
    assertThat(refusal.details().causes())
        .containsExactly(new Refusal.Cause("FieldValueRequired", "spec.containers"));
  }

  @Test
  void aPodsCommandIsForLife(Place place) throws Exception {
    Shell.staying("a").in(place);

    var patch = "[{op: replace, path: /spec/containers/0/command, value: [sh]}]";
    var refusal = place.pods().patch(Patch.JSON, "a", patch).refusal();

    assertThat(refusal.code()).isEqualTo(422);
    assertThat(refusal.reason()).isEqualTo("Invalid");
    assertThat(refusal.message())
        .startsWith("Pod \"a\" is invalid: spec: Forbidden: pod updates may not change fields");
  }

  @Test
  void whatAPodDoesntSayHasItsDefault(Place place) throws Exception {
    var made =
        place
            .pods()
            .create(
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeSelector: {x: y},"
                    + " containers: [{name: main, image: any}]}}")
            .object();

    assertThat(made.at("/spec/restartPolicy").asText()).isEqualTo("Always");
    assertThat(made.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(30);
    assertThat(made.at("/spec/serviceAccountName").asText()).isEqualTo("default");
    assertThat(made.at("/spec/schedulerName").asText()).isEqualTo("default-scheduler");
    assertThat(made.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo("Always");
    assertThat(made.at("/spec/containers/0/terminationMessagePolicy").asText()).isEqualTo("File");
    assertThat(Seen.phase(made, "Pending")).isTrue();
  }
}
