package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Images;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template brings into sessions whose sshd is the bundle's, with root inside or without. */
@InAHouse
final class BroughtIT {
  static final String BUNDLE =
      "bundle: " + System.getProperty("bundle.image", "dormouse.test/bundle:1");

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    house.broker("broker-a", house.cluster().kubeconfig(), BUNDLE);
    alice = house.user("alice");
    house
        .core("alice", "secrets")
        .create(
            "{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {"
                + "pem: \"-----BEGIN-----\\nit's \\\"$HOME\\\"\\n\\n-----END-----\\n\","
                + " my.key: odd, large: "
                + "x".repeat(100_000)
                + "}}")
        .object();
  }

  static void template(House house, String name, String way, String fields) {
    var sshd =
        way.equals("bundle")
            ? "sshd: bundle"
            : "sshd: unprivileged, podTemplate: {spec: {containers: [{name: session,"
                + " securityContext: {readOnlyRootFilesystem: true}}]}}";
    var spec = Json.object("{image: '" + Images.SESSION + "', " + sshd + "}");
    Images.lay(spec, Json.tree(fields));
    house.bare(name, spec.toString());
  }

  /** What a shell with a terminal shows. */
  static String greeting(Person person, String session, String typed) throws Exception {
    try (var shell = person.ssh().startOpen(person.name() + "-" + session, "-tt")) {
      shell.in().write((typed + "; exit\n").getBytes(StandardCharsets.UTF_8));
      shell.in().flush();
      return shell.ended().text().replace("\r", "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  @Tag("C5")
  void variablesOfSeveralLinesAndOddNamesArriveByEveryWay(String way, House house)
      throws Exception {
    var name = "lines-" + way;
    template(
        house,
        name,
        way,
        """
        {podTemplate: {spec: {containers: [{name: session,
          env: [{name: PEM, valueFrom: {secretKeyRef: {name: keys, key: pem}}}],
          envFrom: [{secretRef: {name: keys}}]}]}}}
        """);
    var asked = "printenv PEM | tr '\\n' ,; printenv my.key; echo $SHELL; printenv large | wc -c";
    var told = "-----BEGIN-----,it's \"$HOME\",,-----END-----,,odd\n/bin/bash\n100001\n";

    assertThat(alice.ssh().ssh("alice-" + name, asked).good()).isEqualTo(told);
    assertThat(greeting(alice, name, asked)).contains(told);
    assertThat(alice.ssh().ssh("alice-" + name, "stat -c '%a %U' /dormouse/run/arrival").good())
        .startsWith("600 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  @Tag("A14")
  void aMessageOfTheDayIsForShellsWithATerminal(String way, House house) throws Exception {
    var name = "motd-" + way;
    template(house, name, way, "{motd: \"mind the $(gap)\\nit costs $$5\\n\"}");

    var ran = alice.ssh().ssh("alice-" + name, "echo in");
    assertThat(ran.good()).isEqualTo("in\n");
    assertThat(ran.err()).doesNotContain("mind");
    assertThat(greeting(alice, name, "shopt -q login_shell && echo lo''gin"))
        .contains(
            name + " (" + name + ") - ",
            "after you leave (dormouse keep 4h: stay longer)\nmind the $(gap)\nit costs $$5\n",
            "login\nlogout\n");
    alice.ssh().ssh("alice-" + name, "touch .hushlogin").good();
    assertThat(greeting(alice, name, "true")).doesNotContain("mind");
  }

  // --- what runs beside ------------------------------------------------------------------------

  private static String log(House house, String session) {
    return house
        .pods("alice")
        .get(house.livePodsOf("alice", session).getFirst() + "/log?container=session")
        .text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  void theCommandOfItsContainerRunsBesideSshdAndHearsTheEnd(String way, House house)
      throws Exception {
    var name = "beside-" + way;
    template(
        house,
        name,
        way,
        """
        {podTemplate: {spec: {containers: [{name: session, command: [bash, -c], args: ['
          echo "beside $DORMOUSE_SESSION: $0";
          trap "echo heard >/home/dev/heard; exit" TERM;
          while :; do sleep 0.1; done']}]}}}
        """);

    assertThat(alice.ssh().ssh("alice-" + name, "echo in").good()).isEqualTo("in\n");
    Eventually.holds(
        "its words are in the log", () -> log(house, name).contains("beside " + name + ": "));
    house.sleep("alice", name);

    assertThat(alice.ssh().ssh("alice-" + name, "cat heard").good()).isEqualTo("heard\n");
  }

  @Test
  void itsEndIsNotTheSessions(House house) throws Exception {
    template(
        house,
        "short",
        "bundle",
        "{podTemplate: {spec: {containers: [{name: session, command: [false]}]}}}");
    template(
        house,
        "absent",
        "bundle",
        "{podTemplate: {spec: {containers: [{name: session, command: [no-such-thing]}]}}}");

    assertThat(alice.ssh().ssh("alice-short", "echo in").good()).isEqualTo("in\n");
    assertThat(alice.ssh().ssh("alice-absent", "echo in").good()).isEqualTo("in\n");
    Eventually.holds(
        "its end is in the log",
        () -> log(house, "short").contains("/false ended, exit code 1; the session goes on"));
    Eventually.holds(
        "what isn't there is told",
        () -> log(house, "absent").contains("no-such-thing ended, exit code 127"));
    assertThat(alice.ssh().ssh("alice-short", "echo still in").good()).isEqualTo("still in\n");
  }
}
