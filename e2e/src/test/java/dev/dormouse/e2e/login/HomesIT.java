package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Homes as templates ask for them, over sleep; and what can't be asked for. */
@InAHouse
final class HomesIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    house.template("own", "{home: {size: 2Gi, accessModes: [ReadWriteOncePod]}}");
    house.template("desk", "{home: {scope: user, size: 3Gi}}");
    house.template("lab", "{home: {scope: user, size: 3Gi}}");
    house.template("none", "{home: {scope: none, size: null}}");
    alice = house.user("alice");
  }

  @Test
  @Tag("E1")
  void aSessionsHomeIsAskedForByItsTemplateAndStaysOverSleep(House house) throws Exception {
    alice.ssh().ssh("alice-own", "echo mine > note").good();
    var claim = house.core("alice", "persistentvolumeclaims").get("own-home").object();
    assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("2Gi");
    assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOncePod");
    assertThat(claim.at("/metadata/ownerReferences").isMissingNode()).isTrue();
    alice.asleep("own");

    assertThat(alice.ssh().ssh("alice-own", "cat note").good()).isEqualTo("mine\n");
    assertThat(house.session("alice", "own").at("/status/home/uid"))
        .isEqualTo(claim.at("/metadata/uid"));
  }

  @Test
  @Tag("E1")
  void aUsersHomeIsOneForAllTheirSessionsAndTheyMeetOnOneNode(House house) throws Exception {
    var bob = house.user("bob");
    bob.ssh().ssh("bob-desk", "echo shared > note").good();

    assertThat(bob.ssh().ssh("bob-lab", "cat note").good()).isEqualTo("shared\n");
    var claims = house.core("bob", "persistentvolumeclaims").list("").path("items");
    assertThat(claims)
        .extracting(one -> one.at("/metadata/name").asText())
        .containsExactly("bob--home");
    var pod = house.pods("bob").get(house.podsOf("bob", "lab").getFirst()).object();
    var beside =
        pod.at("/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
    assertThat(beside.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
    assertThat(beside.at("/labelSelector/matchLabels/dormouse.dev~1home").asText())
        .isEqualTo("bob--home");
    assertThat(pod.at("/metadata/labels/dormouse.dev~1home").asText()).isEqualTo("bob--home");
  }

  @Test
  @Tag("E3")
  void withoutAHomeNothingIsClaimedAndNothingStays(House house) throws Exception {
    var carl = house.user("carl");
    carl.ssh().ssh("carl-none", "echo passing > note; cat note").good();
    assertThat(house.core("carl", "persistentvolumeclaims").list("").path("items")).isEmpty();
    carl.asleep("none");

    assertThat(carl.ssh().ssh("carl-none", "cat note 2>/dev/null || echo gone").good())
        .isEqualTo("gone\n");
  }

  @ParameterizedTest
  @Tag("E2")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          names | volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}] | two volumes are called "a"
          homes | volumes: [{name: home, emptyDir: {}}] | a volume is called "home", as the home is
          paths | volumes: [{name: a, emptyDir: {}}], containers: [{volumeMounts: [{name: a, mountPath: /home/dev}]}] | container "session" mounts "a" at /home/dev, where the home is
          bare  | containers: [{volumeMounts: [{name: a, mountPath: /a}]}] | container "session" mounts "a", and no volume is called so
          """)
  void whatClashesIsASentenceAndNothingIsMade(String name, String spec, String why, House house)
      throws Exception {
    house.template(name, "{podTemplate: {spec: {" + spec + "}}}");
    var dora = house.user("dora-" + name);

    var ran = dora.ssh().ssh(dora.name() + "-" + name, "true");

    Refusals.assertRefused(ran, name, "DM-TEMPLATE");
    assertThat(ran.err()).contains("its template \"" + name + "\" can't work: " + why);
    assertThat(house.sessions(dora.name()).list("").path("items")).isEmpty();
  }
}
