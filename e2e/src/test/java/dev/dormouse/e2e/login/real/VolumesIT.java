package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More volumes than the home, as a podTemplate brings them; and one that another session has. */
@InAHouse
@Tag("E2")
final class VolumesIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
    var core = "apiVersion: v1\nmetadata: {name: %s}\nkind: ";
    house
        .core("alice", "persistentvolumeclaims")
        .create(
            core.formatted("data")
                + "PersistentVolumeClaim\nspec: {accessModes: [ReadWriteOnce], resources:"
                + " {requests: {storage: 1Gi}}}")
        .object();
    house
        .core("alice", "configmaps")
        .create(core.formatted("conf") + "ConfigMap\ndata: {editor: vim}")
        .object();
    house
        .core("alice", "secrets")
        .create(core.formatted("token") + "Secret\nstringData: {token: s3cret}")
        .object();
    house.template(
        "many",
        """
        podTemplate:
          spec:
            containers:
            - volumeMounts:
              - {name: data, mountPath: /data}
              - {name: data, mountPath: /data-only-read, readOnly: true}
              - {name: conf, mountPath: /etc/conf}
              - {name: token, mountPath: /etc/token, readOnly: true}
              - {name: scratch, mountPath: /scratch}
              - {name: shm, mountPath: /dev/shm}
            volumes:
            - {name: data, persistentVolumeClaim: {claimName: data}}
            - {name: conf, configMap: {name: conf}}
            - {name: token, secret: {secretName: token, defaultMode: 0444}}
            - {name: scratch, emptyDir: {sizeLimit: 10Mi}}
            - {name: shm, emptyDir: {medium: Memory, sizeLimit: 192Mi}}
        """);
    house.template(
        "desk",
        "{home: {scope: user, accessModes: [ReadWriteOncePod]}, lifecycle: {startWithin: 20s}}");
    house.template(
        "lab",
        "{home: {scope: user, accessModes: [ReadWriteOncePod]}, lifecycle: {startWithin: 20s}}");
  }

  @Test
  void eachKindIsThereWhereItsTemplateSays(House house) throws Exception {
    assertThat(alice.ssh().ssh("alice-many", "cat /etc/conf/editor /etc/token/token").good())
        .isEqualTo("vims3cret");
    var root = house.pods("alice").get(house.podsOf("alice", "many").getFirst()).object();
    assertThat(root.at("/spec/volumes")).hasSize(7);
    assertThat(alice.ssh().ssh("alice-many", "df -P -k /dev/shm | tail -1").good())
        .startsWith("tmpfs")
        .contains(" " + 192 * 1024 + " ");
    assertThat(
            alice
                .ssh()
                .ssh(
                    "alice-many",
                    "for at in data-only-read etc/conf etc/token; do"
                        + " grep -q \" /$at [a-z0-9]* ro,\" /proc/mounts && echo $at; done")
                .good())
        .isEqualTo("data-only-read\netc/conf\netc/token\n");
    assertThat(alice.ssh().ssh("alice-many", "grep -c ' /scratch \\| /data ' /proc/mounts").good())
        .isEqualTo("2\n");
  }

  @Test
  void aHomeThatOnePodAloneMayHaveIsSaidByNameOfWhoHasIt(House house) throws Exception {
    var bob = house.user("bob");
    bob.ssh().ssh("bob-desk", "echo mine > note").good();
    var node =
        house
            .pods("bob")
            .get(house.podsOf("bob", "desk").getFirst())
            .object()
            .at("/spec/nodeName")
            .asText();

    var ran = bob.ssh().ssh("bob-lab", "true");

    Refusals.assertRefused(ran, "lab", "DM-VOLUME");
    assertThat(ran.err())
        .contains("waiting for its volume, which session desk holds on node " + node)
        .contains("ssh bob@host stop NAME");

    try (var waiting = bob.ssh().start("bob-lab", "cat note")) {
      waiting.hear("who has it", line -> line.contains("which session desk holds"));
      house.sleep("bob", "desk");
      assertThat(waiting.ended(Duration.ofSeconds(60)).good()).isEqualTo("mine\n");
    }
  }
}
