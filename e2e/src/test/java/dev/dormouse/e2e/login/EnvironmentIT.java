package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Secrets and ConfigMaps of a user's namespace bring into their sessions' environment. */
@InAHouse
@Tag("C5")
final class EnvironmentIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    alice = house.user("alice");
    house
        .core("alice", "secrets")
        .create(
            "{apiVersion: v1, kind: Secret, metadata: {name: keys},"
                + " stringData: {token: 'a \"secret\" $HOME'}}")
        .object();
    house
        .core("alice", "configmaps")
        .create(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: team},"
                + " data: {name: search, TEAM: find, REGION: north, TOKEN: none}}")
        .object();
  }

  @Test
  void whatTheyHoldArrivesByEveryWayOfLoggingIn(House house) throws Exception {
    house.template(
        "small",
        """
        env: [{name: TEAM, value: mine}]
        podTemplate: {spec: {containers: [{
          env: [
            {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}},
            {name: NAME, valueFrom: {configMapKeyRef: {name: team, key: name}}},
            {name: TEAM, valueFrom: {configMapKeyRef: {name: team, key: name}}},
            {name: GONE, valueFrom: {configMapKeyRef: {name: gone, key: a, optional: true}}}],
          envFrom: [
            {configMapRef: {name: team}}, {prefix: SEEN_, secretRef: {name: keys}},
            {configMapRef: {name: gone, optional: true}}]}]}}
        """);
    var asked = "echo \"$TOKEN, $NAME, $TEAM, $REGION, $SEEN_token, ${GONE-none}\"";
    var told = "a \"secret\" $HOME, search, mine, north, a \"secret\" $HOME, none\n";

    assertThat(alice.ssh().ssh("alice-small", asked).good()).isEqualTo(told);
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      shell.in().write((asked + "; exit\n").getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      assertThat(shell.ended().text().replace("\r", "")).contains(told);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secretless | env: [{name: A, valueFrom: {secretKeyRef: {name: gone, key: a}}}]"
            + " | its environment needs secret \"gone\", which isn't there",
        "mapless | envFrom: [{configMapRef: {name: gone}}]"
            + " | its environment needs configmap \"gone\", which isn't there",
        "keyless | env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}]"
            + " | its environment needs the key \"a\" of secret \"keys\", which isn't there",
        "entryless | env: [{name: A, valueFrom: {configMapKeyRef: {name: team, key: a}}}]"
            + " | its environment needs the key \"a\" of configmap \"team\", which isn't there",
      })
  void whatIsMissingIsSaidAtTheLogin(String name, String variables, String why, House house)
      throws Exception {
    house.template(name, "podTemplate: {spec: {containers: [{" + variables + "}]}}");

    var ran = alice.ssh().ssh("alice-" + name, "true");

    Refusals.assertRefused(ran, name, "DM-TEMPLATE");
    assertThat(ran.err()).contains(why);
  }
}
