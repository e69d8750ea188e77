package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Rights;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPodTest {
  private static final Bundle MOUNTED =
      new Bundle.Of("registry.example/bundle:1", Bundle.Mount.IMAGE_VOLUME);
  private static final String CA = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexample ca";

  @Test
  void theSmallestTemplateMakesAWholePod() throws Exception {
    Golden.holds("smallest.yaml", pod("", "image: debian:13"));
  }

  @Test
  void aFlavorAUserHomeAndAPodTemplateAreLaidTogether() throws Exception {
    Pod pod =
        SessionPod.of(
            Alice.session("overrides: {image: debian:13-dev, env: [{name: EDITOR, value: vim}]}"),
            "k3x9q",
            Alice.template(
                """
                image: debian:13
                home: {scope: user, mountPath: /home/alice}
                env: [{name: EDITOR, value: nano}, {name: TEAM, value: search}]
                lifecycle: {stopWithin: 1m30s}
                podTemplate:
                  metadata:
                    name: mine
                    labels: {team: search, dormouse.dev/owner: mallory}
                    annotations: {example.com/scrape: "no"}
                  spec:
                    priorityClassName: low
                    automountServiceAccountToken: true
                    affinity:
                      podAffinity:
                        requiredDuringSchedulingIgnoredDuringExecution:
                        - topologyKey: topology.kubernetes.io/zone
                          labelSelector: {matchLabels: {app: cache}}
                    nodeSelector: {disk: ssd, size: theirs}
                    tolerations: [{key: spot, operator: Exists}]
                    containers:
                    - name: cache
                      image: redis:8
                    - name: session
                      image: ignored:1
                      env: [{name: FROM_TEMPLATE, value: $(DORMOUSE_SESSION)}, {name: EDITOR, value: ed}]
                      volumeMounts: [{name: shm, mountPath: /dev/shm}]
                    volumes:
                    - name: shm
                      emptyDir: {medium: Memory}
                """),
            Optional.of(
                Alice.flavor(
                    """
                    resources: {requests: {cpu: 2, memory: 4Gi}, limits: {memory: 4Gi}}
                    nodeSelector: {size: large}
                    tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]
                    """)),
            CA,
            new Bundle.None());
    Golden.holds("laid-together.yaml", pod);
  }

  @Test
  void aBundleIsMountedBesideAnyImage() throws Exception {
    Golden.holds("bundle-mounted.yaml", pod("", "image: debian:13", MOUNTED));
  }

  @Test
  void aBundleIsCopiedWhereItCantBeMounted() throws Exception {
    Pod pod =
        SessionPod.of(
            Alice.session(""),
            "k3x9q",
            Alice.template(
                """
                image: debian:13
                loginUser: root
                home: {scope: none}
                podTemplate:
                  spec:
                    hostUsers: true
                    initContainers: [{name: prepare, image: a}]
                    containers:
                    - name: session
                      command: [sleep]
                      args: [infinity]
                      securityContext:
                        readOnlyRootFilesystem: true
                        capabilities: {add: [NET_BIND_SERVICE]}
                      volumeMounts: [{name: x, mountPath: /run/sshd}, {name: x, mountPath: /tmp}]
                    volumes:
                    - {name: x, emptyDir: {}}
                    - {name: dormouse-bundle, configMap: {name: mine}}
                """),
            Optional.of(Alice.flavor("resources: {limits: {memory: 4Gi}}")),
            CA,
            new Bundle.Of("registry.example/bundle:1", Bundle.Mount.COPY));
    Golden.holds("bundle-copied.yaml", pod);
  }

  @Test
  void whereNobodyMayBeRootTheLoginUserRunsIt() throws Exception {
    Golden.holds(
        "bundle-unprivileged.yaml", pod("", "image: debian:13\nsshd: unprivileged", MOUNTED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ROOT_INSIDE  | ''",
        "ROOT         | 'podTemplate: {spec: {hostUsers: true}}'",
        "UNPRIVILEGED | 'sshd: unprivileged'",
        "OWN          | 'sshd: own'",
        "UNPRIVILEGED | 'podTemplate: {spec: {containers: [{name: session, securityContext:"
            + " {runAsUser: 7}}]}}'",
      })
  void whoItsSshdIsCanBeSeen(Rights rights, String template) {
    assertThat(SessionRights.of(pod("", "image: debian:13\n" + template, MOUNTED)))
        .isEqualTo(rights);
  }

  @Test
  void anImageWithAnSshdOfItsOwnIsLeftAlone() {
    assertThat(pod("", "image: debian:13\nsshd: own", MOUNTED))
        .isEqualTo(pod("", "image: debian:13\nsshd: own"))
        .isEqualTo(pod("", "image: debian:13"));
  }

  /** A kubelet takes dollars away: two are one, and one before a parenthesis is a name's value. */
  @Test
  void whatShallBeReadAsItWasWrittenLosesNoDollar() {
    Pod pod =
        pod(
            "",
            """
            image: debian:13
            motd: "what it costs: $5 (ask $(team))\n"
            git:
            - {url: "https://git.example/$5.git", path: work/app, ref: v1.2, within: 2m}
            - {url: "git@git.example:lib", path: lib}
            """,
            MOUNTED);
    assertThat(variable(pod, "DORMOUSE_MESSAGE")).endsWith("\nwhat it costs: $$5 (ask $$(team))");
    assertThat(variable(pod, "DORMOUSE_GIT"))
        .isEqualTo("120 work/app https://git.example/$$5.git v1.2\n900 lib git@git.example:lib");
  }

  @Test
  void whereDormouseBringsNoSshdItSaysThatNothingIsCloned() {
    Pod pod = pod("", "image: debian:13\ngit: [{url: 'https://git.example/app', path: app}]");
    assertThat(variable(pod, "DORMOUSE_MESSAGE")).contains("its repositories aren't cloned");
    assertThat(pod.getSpec().getContainers().getFirst().getEnv())
        .noneMatch(one -> one.getName().equals("DORMOUSE_GIT"));
  }

  private static String variable(Pod pod, String name) {
    return pod.getSpec().getContainers().getFirst().getEnv().stream()
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void aSessionsImageAndVariablesWinOverItsTemplates() {
    Container container =
        pod(
                "overrides: {image: other:2, env: [{name: A, value: mine}]}",
                "image: debian:13\nenv: [{name: A, value: theirs}, {name: B, value: kept}]")
            .getSpec()
            .getContainers()
            .getFirst();
    assertThat(container.getImage()).isEqualTo("other:2");
    assertThat(container.getEnv())
        .contains(new EnvVar("A", "mine", null), new EnvVar("B", "kept", null));
  }

  @Test
  void aTemplateCanTakeNeitherTheOwnerNorThePrincipal() {
    Pod pod =
        pod(
            "",
            """
            image: debian:13
            podTemplate:
              metadata: {labels: {dormouse.dev/owner: mallory}, ownerReferences: [{name: mallory}]}
              spec:
                containers:
                - name: session
                  env: [{name: DORMOUSE_PRINCIPAL, value: dm-bob/work}]
            """);
    assertThat(pod.getMetadata().getLabels()).containsEntry(Labels.OWNER, "alice");
    assertThat(pod.getMetadata().getOwnerReferences())
        .singleElement()
        .extracting(owner -> owner.getName())
        .isEqualTo("small");
    assertThat(pod.getSpec().getContainers().getFirst().getEnv())
        .contains(new EnvVar("DORMOUSE_PRINCIPAL", "dm-alice/small", null))
        .doesNotContain(new EnvVar("DORMOUSE_PRINCIPAL", "dm-bob/work", null));
  }

  @Test
  void whatIsDormousesOwnATemplateCanNotTakeOver() {
    Pod pod =
        pod(
            "",
            """
            image: debian:13
            home: {scope: none}
            podTemplate:
              metadata: {labels: {dormouse.dev/home: bobs--home, team: search}}
              spec:
                initContainers: [{name: session, image: evil}, {name: prepare, image: a}]
                containers:
                - name: session
                  volumeMounts:
                  - {name: x, mountPath: /dormouse}
                  - {name: x, mountPath: /dormouse/host-key/, subPath: mine}
                  - {name: x, mountPath: /data/../dormouse}
                  - {name: x, mountPath: /data}
                  ports: [{name: ssh, containerPort: 22}, {containerPort: 2022}, {containerPort: 80}]
                volumes:
                - {name: x, emptyDir: {}}
                - {name: dormouse-host-key, configMap: {name: mine}}
            """);
    Container session = pod.getSpec().getContainers().getFirst();
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("team", "search")
        .doesNotContainKey(Labels.HOME);
    assertThat(pod.getSpec().getInitContainers())
        .extracting(one -> one.getName())
        .containsExactly("prepare");
    assertThat(session.getVolumeMounts())
        .extracting(mount -> mount.getMountPath() + " " + mount.getSubPath())
        .containsExactly("/dormouse/host-key null", "/data null");
    assertThat(session.getPorts())
        .extracting(port -> port.getContainerPort())
        .containsExactly(2022, 80);
    assertThat(pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getName().equals("dormouse-host-key"))
        .singleElement()
        .satisfies(volume -> assertThat(volume.getConfigMap()).isNull());
  }

  @Test
  void aHomeOfScopeNoneMountsNothing() {
    Pod pod = pod("", "image: debian:13\nhome: {scope: none}");
    assertThat(pod.getSpec().getVolumes())
        .extracting(volume -> volume.getName())
        .containsExactly(Names.HOST_KEY_VOLUME);
    assertThat(pod.getMetadata().getLabels()).doesNotContainKey(Labels.HOME);
  }

  @Test
  void aHomeThatManyNodesMayMountBindsNobodyToANode() {
    Pod pod = pod("", "image: debian:13\nhome: {scope: user, accessModes: [ReadWriteMany]}");
    assertThat(pod.getSpec().getAffinity()).isNull();
  }

  private static Pod pod(String session, String template) {
    return pod(session, template, new Bundle.None());
  }

  private static Pod pod(String session, String template, Bundle bundle) {
    return SessionPod.of(
        Alice.session(session), "k3x9q", Alice.template(template), Optional.empty(), CA, bundle);
  }
}
