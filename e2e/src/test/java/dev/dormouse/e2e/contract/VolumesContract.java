package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import org.junit.jupiter.api.Test;

/** Homes, which outlive pods, and the other things a pod finds in its folders. */
@OnCluster
final class VolumesContract {
  static final String CLAIM =
      "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: home}, spec:"
          + " {accessModes: [ReadWriteOnce], resources: {requests: {storage: 16Mi}}}}";
  private static final String HOME = "d=${DORMOUSE_MOUNT_HOME:-/home}; ";

  @Test
  void aClaimWaitsForItsFirstPodAndIsBoundThen(Place place) throws Exception {
    var claims = place.core("persistentvolumeclaims");
    var made = claims.create(CLAIM).object();
    assertThat(made.at("/spec/storageClassName").asText()).isNotEmpty();
    assertThat(made.at("/spec/volumeMode").asText()).isEqualTo("Filesystem");
    assertThat(Seen.phase(made, "Pending")).isTrue();
    assertThat(PodSeen.event(place, "home", "WaitForFirstConsumer").path("message").asText())
        .isEqualTo("waiting for first consumer to be created before binding");
    assertThat(Seen.phase(claims.get("home").object(), "Pending")).isTrue();

    PodSeen.started(place, Shell.staying("a").atHome("home"));

    var bound = claims.get("home").object();
    assertThat(Seen.phase(bound, "Bound")).isTrue();
    assertThat(bound.at("/spec/volumeName").asText()).isNotEmpty();
    assertThat(bound.at("/status/capacity/storage").asText()).isEqualTo("16Mi");
    assertThat(bound.at("/status/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
  }

  @Test
  void whatOnePodWroteAtHomeTheNextOneReads(Place place) throws Exception {
    place.core("persistentvolumeclaims").create(CLAIM).object();
    var write = Shell.once("a", HOME + "echo kept > $d/notes").atHome("home");
    PodSeen.ended(place, write);
    place.pods().delete("a").object();
    place.pods().awaitGone("a", PodSeen.SOON);

    PodSeen.ended(place, Shell.once("b", HOME + "cat $d/notes").atHome("home"));

    assertThat(PodSeen.log(place, "b")).isEqualTo("kept\n");
  }

  @Test
  void twoHomesAreTwo(Place place) throws Exception {
    var claims = place.core("persistentvolumeclaims");
    claims.create(CLAIM).object();
    claims.create(CLAIM.replace("name: home", "name: other")).object();
    PodSeen.ended(place, Shell.once("a", HOME + "echo mine > $d/notes").atHome("home"));

    PodSeen.ended(place, Shell.once("b", HOME + "ls $d").atHome("other"));

    assertThat(PodSeen.log(place, "b")).doesNotContain("notes");
  }

  @Test
  void aHomeThatIsUsedStaysUntilItsPodIsGone(Place place) throws Exception {
    var claims = place.core("persistentvolumeclaims");
    var made = claims.create(CLAIM).object();
    assertThat(made.at("/metadata/finalizers/0").asText())
        .isEqualTo("kubernetes.io/pvc-protection");
    PodSeen.started(place, Shell.staying("a").atHome("home"));

    claims.delete("home").object();

    var marked = claims.get("home").object();
    assertThat(PodSeen.goes(marked)).isTrue();
    assertThat(Seen.phase(marked, "Bound")).isTrue();
    place.pods().delete("a").object();
    claims.awaitGone("home", PodSeen.SOON);
  }

  @Test
  void aHomeThatNobodyUsesGoesSoon(Place place) throws Exception {
    var claims = place.core("persistentvolumeclaims");
    claims.create(CLAIM).object();

    claims.delete("home").object();

    claims.awaitGone("home", PodSeen.SOON);
  }

  @Test
  void aSecretIsAFolderOfItsKeys(Place place) throws Exception {
    place
        .core("secrets")
        .create(
            "{apiVersion: v1, kind: Secret, metadata: {name: host-key},"
                + " stringData: {private: hush}, data: {public: bG91ZAo=}}")
        .object();
    var script = "d=${DORMOUSE_MOUNT_KEYS:-/keys}; ls $d; cat $d/private; echo; cat $d/public";

    PodSeen.ended(place, Shell.once("a", script).knowing("host-key"));

    assertThat(PodSeen.log(place, "a")).isEqualTo("private\npublic\nhush\nloud\n");
  }

  @Test
  void aConfigMapIsAFolderOfItsKeys(Place place) throws Exception {
    place.configMap("conf", "{sshd_config: 'Port 2022'}");

    PodSeen.ended(
        place,
        Shell.once("a", "cat ${DORMOUSE_MOUNT_CONF:-/conf}/sshd_config")
            .with("volumes: [{name: conf, configMap: {name: conf}}]")
            .inside("volumeMounts: [{name: conf, mountPath: /conf}]"));

    assertThat(PodSeen.log(place, "a")).isEqualTo("Port 2022");
  }

  @Test
  void anEmptyDirIsThePodsOwnAndEmpty(Place place) throws Exception {
    PodSeen.ended(
        place,
        Shell.once("a", "d=${DORMOUSE_MOUNT_TMP:-/x}; ls $d; echo t > $d/f; cat $d/f")
            .with("volumes: [{name: tmp, emptyDir: {}}]")
            .inside("volumeMounts: [{name: tmp, mountPath: /x}]"));

    assertThat(PodSeen.log(place, "a")).isEqualTo("t\n");
  }

  @Test
  void whatAnInitContainerPutThereTheMainOneFinds(Place place) throws Exception {
    var mount = "volumeMounts: [{name: bundle, mountPath: /b}]";
    var pod =
        Shell.once("a", "cat ${DORMOUSE_MOUNT_BUNDLE:-/b}/f")
            .with("volumes: [{name: bundle, emptyDir: {}}]")
            .after("echo copied > ${DORMOUSE_MOUNT_BUNDLE:-/b}/f", ", " + mount)
            .inside(mount);

    var seen = PodSeen.ended(place, pod);

    assertThat(PodSeen.log(place, "a")).isEqualTo("copied\n");
    var init = seen.at("/status/initContainerStatuses/0");
    assertThat(init.path("name").asText()).isEqualTo("first");
    assertThat(init.at("/state/terminated/reason").asText()).isEqualTo("Completed");
  }
}
