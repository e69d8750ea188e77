package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.wire.Api;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images that know nothing of ssh, in a namespace that lets no pod have more than it needs. They
 * are images/samples' and a Debian with sudo and no sshd.
 */
@InAHouse
final class BundleIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String BUNDLE =
      "bundle: " + System.getProperty("bundle.image", "dormouse.test/bundle:1");
  private static final String MOUNT = "\nbundleBy: image-volume";
  private static final String COPY = "\nbundleBy: copy";

  private static final String READ_ONLY =
      """
      image: 'dormouse.test/debian:1',
      podTemplate: {spec: {containers: [
        {name: session, securityContext: {readOnlyRootFilesystem: true}}]}}
      """;

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    house.broker("broker-a", house.cluster().kubeconfig(), BUNDLE + MOUNT);
    alice = house.user("alice");
    enforce(house, alice, "baseline");
    house
        .core("alice", "configmaps")
        .create(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: sudoers},"
                + " data: {dev: \"dev ALL=(ALL) NOPASSWD: ALL\\n\"}}")
        .object();
    template(
        house,
        "busybox",
        """
        image: 'dormouse.test/busybox:1',
        podTemplate: {spec: {containers: [{name: session, lifecycle: {preStop: {exec: {
          command: [sh, -c, 'echo hook >/home/dev/hook']}}}}]}}
        """);
    template(house, "empty", "image: 'dormouse.test/empty:1'");
    template(house, "nobody", "image: 'dormouse.test/nobody:1'");
    template(house, "musl", "image: 'dormouse.test/musl:1'");
    template(house, "fedora", "image: 'dormouse.test/fedora:1'");
    template(
        house,
        "app",
        "image: 'dormouse.test/app:1', loginUser: app, home: {mountPath: /srv/app, size: 1Gi}");
    template(
        house,
        "debian",
        """
        image: 'dormouse.test/debian:1',
        podTemplate: {spec: {
          containers: [{name: session, volumeMounts: [
            {name: sudoers, mountPath: /etc/sudoers.d/dev, subPath: dev}]}],
          volumes: [{name: sudoers, configMap: {name: sudoers, defaultMode: 0440}}]}}
        """);
    template(house, "read-only", READ_ONLY);
    template(house, "homeless", "image: 'dormouse.test/nobody:1', home: {scope: none}");
    template(house, "root", "image: 'dormouse.test/debian:1', loginUser: root");
    template(house, "copied", "image: 'dormouse.test/busybox:1'");
    template(house, "copied-read-only", READ_ONLY);
  }

  static void enforce(House house, Person person, String level) {
    Api.of(house.cluster().config())
        .resources("/api/v1/namespaces")
        .merge(
            house.of(person.name()),
            "{metadata: {labels: {pod-security.kubernetes.io/enforce: " + level + "}}}")
        .object();
  }

  private static void template(House house, String name, String fields) {
    house.bare(
        name,
        "{%s, env: [{name: TEAM, value: %s}], lifecycle: {stopWithin: 1m}}"
            .formatted(fields.strip(), "'search \\ \"find\" $HOME'"));
  }

  @ParameterizedTest
  @Tag("B7")
  @Tag("C4")
  @CsvSource({
    "busybox,   dev,  /home/dev",
    "empty,     dev,  /home/dev",
    "nobody,    dev,  /home/dev",
    "musl,      dev,  /home/dev",
    "fedora,    dev,  /home/dev",
    "app,       app,  /srv/app",
    "debian,    dev,  /home/dev",
    "read-only, dev,  /home/dev",
    "homeless,  dev,  /home/dev",
    "root,      root, /home/dev",
  })
  void anyImageIsASession(String image, String user, String home, House house) throws Exception {
    isASession(alice, image, user, home);
    assertThat(
            alice
                .ssh()
                .ssh(
                    "alice-" + image,
                    "read _ outside count </proc/self/uid_map; echo $((outside > 0)) $count")
                .good())
        .isEqualTo("1 65536\n");
    assertThat(rights(house, alice, image)).isEqualTo("root-inside");
  }

  @Test
  @Tag("B7")
  void soItIsWhereNobodyMayBeRoot(House house) throws Exception {
    var bob = house.user("bob");
    enforce(house, bob, "restricted");
    template(house, "no-root-read-only", "sshd: unprivileged, " + READ_ONLY);

    isASession(bob, "no-root-read-only", "dev", "/home/dev");
    assertThat(rights(house, bob, "no-root-read-only")).isEqualTo("unprivileged");
    assertThat(bob.ssh().ssh("bob-no-root-read-only", "cat /proc/self/status").good())
        .containsPattern("CapBnd:\\s+0000000000000000\n")
        .containsPattern("NoNewPrivs:\\s+1\n");
  }

  /** Told with the rest of the start, a moment after its login is in. */
  private static String rights(House house, Person person, String session)
      throws InterruptedException {
    return house
        .sessions(person.name())
        .await(session, "awake", SOON, it -> it.at("/status/phase").asText().equals("Awake"))
        .at("/status/pod/rights")
        .asText();
  }

  @Test
  void soItIsWhereTheBundleIsCopied(House house) throws Exception {
    var copying = house.broker("broker-b", house.cluster().kubeconfig(), BUNDLE + COPY);
    for (var image : List.of("copied", "copied-read-only")) {
      alice.at(copying).ssh("alice-" + image, "true").good();
      assertThat(pod(house, image).at("/spec/initContainers/0/name").asText())
          .isEqualTo("dormouse-bundle");

      isASession(alice, image, "dev", "/home/dev");
    }
  }

  @Test
  void whereNothingElseIsSaidTheClustersVersionSays(House house) throws Exception {
    template(house, "auto", "image: 'dormouse.test/busybox:1'");
    var broker = house.broker("broker-c", house.cluster().kubeconfig(), BUNDLE);

    assertThat(alice.at(broker).ssh("alice-auto", "echo in").good()).isEqualTo("in\n");
    var spec = pod(house, "auto").path("spec");
    assertThat(spec.has("initContainers")).isFalse();
    assertThat(spec.findValuesAsText("reference")).containsExactly(BUNDLE.substring(8));
    assertThat(broker.log().lines().filter(line -> line.contains("was found out")))
        .singleElement()
        .asString()
        .contains("by=image-volume", "kubernetes=v1.");
  }

  private static void isASession(Person person, String image, String user, String home)
      throws Exception {
    var ssh = person.ssh();
    var login = person.name() + "-" + image;

    var command =
        ssh.ssh(
            login,
            "echo $USER $HOME $(pwd); echo \"$TEAM\"; echo ${PATH##*:}; echo oops >&2; exit 7");
    assertThat(command.text())
        .isEqualTo(
            "%s %s %2$s\nsearch \\ \"find\" $HOME\n/dormouse/bundle/bin\n".formatted(user, home));
    assertThat(command.err()).endsWith("oops\n");
    assertThat(command.exit()).isEqualTo(7);

    try (var shell = ssh.startOpen(login, "-tt")) {
      shell
          .in()
          .write(
              "echo \"$TEAM, ${PATH##*:}, $HOME\"; test -t 0 && exit 5\n"
                  .getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      var ended = shell.ended();
      assertThat(ended.exit()).isEqualTo(5);
      assertThat(ended.text()).contains("search \\ \"find\" $HOME, ");
      assertThat(ended.text()).contains(image + " (" + image + ") - ", ", " + home);
      if (!image.endsWith("read-only")) {
        assertThat(ended.text()).contains("/dormouse/bundle/bin, " + home);
      }
    }

    var files =
        """
        seq 100000 >$T/in
        scp -q -F $F $T/in LOGIN$AT:by-sftp
        scp -q -O -F $F $T/in LOGIN$AT:by-scp
        echo 'get by-scp '$T/out | sftp -q -F $F -b - LOGIN$AT >/dev/null
        scp -q -O -F $F LOGIN$AT:by-sftp $T/again
        cmp $T/in $T/out; cmp $T/in $T/again
        """;
    assertThat(ssh.sh(files.replace("LOGIN", login)).good()).isEmpty();

    // What listens there is its own sshd.
    assertThat(ssh.sh("ssh -F $F -W 127.0.0.1:2022 %s$AT | head -c 8".formatted(login)).text())
        .isEqualTo("SSH-2.0-");
  }

  private static JsonNode pod(House house, String session) {
    return house.pods("alice").get(house.podsOf("alice", session).getFirst()).object();
  }

  /** Whose list of passwords nobody may read, and whose users are in the list all the same. */
  @Test
  @Tag("C4")
  void anotherFamilyKeepsItsShellAndItsSecrets() throws Exception {
    var ran =
        alice
            .ssh()
            .ssh(
                "alice-fedora",
                "echo ${BASH_VERSION%%.*}; readlink /proc/$$/exe; stat -c %a /etc/shadow; whoami");

    assertThat(ran.good()).isEqualTo("5\n/usr/bin/bash\n0\ndev\n");
  }

  @Test
  @Tag("C4")
  void aProgramThatKnowsAnotherLibcRuns() throws Exception {
    assertThat(alice.ssh().ssh("alice-musl", "which-libc; echo $FROM_THE_IMAGE").good())
        .isEqualTo("musl\nyes\n");
  }

  @Test
  @Tag("B7")
  void rootInsideIsARootInsideAlone(House house) throws Exception {
    var ssh = alice.ssh();

    assertThat(
            ssh.ssh(
                    "alice-debian",
                    "sudo -n sh -c 'useradd -m bob && su bob -c \"touch ~/mine\" && chmod 700"
                        + " ~bob && cat ~bob/mine && rm ~bob/mine && id -u'")
                .good())
        .isEqualTo("0\n");
    var pod = pod(house, "debian").path("spec");
    assertThat(pod.path("hostUsers").asBoolean(true)).isFalse();
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(ssh.ssh("alice-root", "cat /proc/self/status").good())
        .containsPattern("CapEff:\\s+00000000000400eb\n")
        .containsPattern("Seccomp:\\s+2\n");
    assertThat(ssh.ssh("alice-debian", "ls /var/run/secrets/kubernetes.io").exit()).isNotZero();
  }

  /** What takes a second to put its things in order, in the foreground of a terminal or behind. */
  private static final String ORDERLY =
      "sh -c 'trap \"sleep 1; echo PLACE >>~/heard; exit\" TERM; while :; do sleep 0.1; done'";

  @ParameterizedTest
  @CsvSource({"busybox, behind terminal hook", "debian, behind terminal"})
  @Tag("D12")
  void everybodyHearsThatItIsOver(String image, String those, House house) throws Exception {
    var ssh = alice.ssh();
    var login = "alice-" + image;
    ssh.ssh(login, "rm -f heard; " + behind("behind")).good();
    // It ignores SIGTERM, as shells with a terminal do: nobody waits for it.
    ssh.ssh(login, "sh -c 'trap \"\" TERM; while :; do sleep 1; done' >/dev/null 2>&1 &").good();
    try (var terminal = ssh.startOpen(login, "-tt")) {
      terminal
          .in()
          .write(
              ("echo re''ady; " + ORDERLY.replace("PLACE", "terminal") + "\n")
                  .getBytes(StandardCharsets.UTF_8));
      terminal.in().flush();
      terminal.see("ready");
      Thread.sleep(500);
      var before = System.nanoTime();
      house.sleep("alice", image);

      assertThat((System.nanoTime() - before) / 1e9).isLessThan(45);
    }
    assertThat(ssh.ssh(login, "sort heard; [ ! -e hook ] || cat hook").good().split("\\s"))
        .containsExactly(those.split(" "));
  }

  private static String behind(String place) {
    return ORDERLY.replace("PLACE", place) + " >/dev/null 2>&1 &";
  }

  @Test
  @Tag("D12")
  void whoDoesNotEndIsNotWaitedForForEver(House house) throws Exception {
    house.bare("stubborn", "{image: 'dormouse.test/empty:1', lifecycle: {stopWithin: 2s}}");
    alice
        .ssh()
        .ssh("alice-stubborn", "sh -c 'trap : TERM; while :; do sleep 0.1; done' >/dev/null 2>&1 &")
        .good();

    var before = System.nanoTime();
    house.sleep("alice", "stubborn");

    assertThat((System.nanoTime() - before) / 1e9).isBetween(2.0, 30.0);
  }

  @Test
  void whoDiesWithoutParentsIsBuried() throws Exception {
    var ran =
        alice
            .ssh()
            .ssh(
                "alice-busybox",
                "for i in $(seq 50); do (sleep 0.2 &) ; done; sleep 1; ps -o stat | grep -c Z");

    assertThat(ran.text()).isEqualTo("0\n");
  }

  @Test
  void anImageWithAnSshdOfItsOwnIsLeftAlone(House house) throws Exception {
    house.template("own", "{sshd: own}");

    assertThat(alice.ssh().ssh("alice-own", "echo $DORMOUSE_SESSION").good()).isEqualTo("own\n");
    assertThat(rights(house, alice, "own")).isEqualTo("own");
    var volumes = new ArrayList<String>();
    pod(house, "own")
        .at("/spec/volumes")
        .forEach(volume -> volumes.add(volume.path("name").asText()));
    assertThat(volumes).containsExactly("dormouse-host-key", "home");
  }
}
