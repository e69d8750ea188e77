package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Resources;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that can't work, in their status and at the login; and templates that are edited. */
@InAHouse
final class TemplatesIT {
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final String TWICE = "[{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]";

  private static Resources templates;

  @BeforeAll
  static void reaper(House house) {
    house.reaper("reaper-a");
    templates = house.ours("SessionTemplate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          clashing | podTemplate: {spec: {volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]}} | podTemplate: {spec: {volumes: null}} | two volumes are called "a"
          foreign  | podTemplate: {spec: {tolerations: {key: a}}} | podTemplate: {spec: {tolerations: null}} | podTemplate.spec.tolerations isn't written as in a pod
          unsized  | flavor: enormous | flavor: null | its flavor "enormous" isn't there
          """)
  void whatCantWorkIsOneSentenceEverywhereUntilItIsMended(
      String name, String wrong, String right, String problem, House house) throws Exception {
    house.template(name, wrong);
    var alice = house.user("alice-" + name);

    told(name, problem);
    troubled(alice, name, problem);
    var refused = alice.ssh().ssh(alice.name() + "-" + name, "true");
    Refusals.assertRefused(refused, name, "DM-TEMPLATE");
    assertThat(refused.err())
        .contains("its template \"%s\" can't work: %s (DM-TEMPLATE)".formatted(name, problem));
    assertThat(house.sessions(alice.name()).list("").path("items")).isEmpty();

    edit(name, right);
    told(name, "");
    troubled(alice, name, "");
    assertThat(alice.ssh().ssh(alice.name() + "-" + name, "echo in").good()).isEqualTo("in\n");
  }

  @Test
  void aFlavorThatComesOrGoesIsNoticed(House house) {
    house.template("waiting", "flavor: later");
    told("waiting", "its flavor \"later\" isn't there");
    var flavors = house.ours("Flavor");

    flavors
        .create(
            "{apiVersion: dormouse.dev/v1alpha1, kind: Flavor, metadata: {name: later}, spec: {}}")
        .object();
    told("waiting", "");

    flavors.delete("later");
    told("waiting", "its flavor \"later\" isn't there");
  }

  @Test
  @Tag("C1")
  void anEditCountsAtTheNextStartAndRestartsNothing(House house) throws Exception {
    house.template("edited", "env: [{name: EDITION, value: one}]");
    var bob = house.user("bob");
    assertThat(bob.ssh().ssh("bob-edited", "echo $EDITION").good()).isEqualTo("one\n");
    var ran = pod(house);

    edit(
        "edited",
        "{env: [{name: EDITION, value: two}], podTemplate: {spec: {volumes: " + TWICE + "}}}");
    told("edited", "two volumes are called \"a\"");
    troubled(bob, "edited", "two volumes are called \"a\"");
    assertThat(bob.ssh().ssh("bob-edited", "echo $EDITION").good()).isEqualTo("one\n");
    assertThat(pod(house).at("/metadata/uid")).isEqualTo(ran.at("/metadata/uid"));
    assertThat(started(pod(house))).isEqualTo(started(ran));

    bob.ssh().ssh("bob", "stop", "edited").good();
    house.pods("bob").awaitGone(ran.at("/metadata/name").asText(), Duration.ofSeconds(60));
    Refusals.assertRefused(bob.ssh().ssh("bob-edited", "true"), "edited", "DM-TEMPLATE");

    edit("edited", "podTemplate: {spec: {volumes: null}}");
    troubled(bob, "edited", "");
    assertThat(bob.ssh().ssh("bob-edited", "echo $EDITION").good()).isEqualTo("two\n");
  }

  private static void edit(String name, String spec) {
    var patch = Json.object("{}");
    patch.set("spec", Json.object(spec));
    templates.merge(name, patch.toString()).object();
  }

  private static void told(String name, String problem) {
    Eventually.within(
        SECONDS,
        "the status of %s says \"%s\"".formatted(name, problem),
        () -> templates.get(name).object().at("/status/problem").asText().equals(problem));
  }

  /** What the listing for scripts says beside the template. */
  private static void troubled(Person person, String name, String trouble) {
    Eventually.within(
        SECONDS,
        "%s reads \"%s\" beside %s".formatted(person.name(), trouble, name),
        () -> {
          for (JsonNode one : listed(person)) {
            if (one.path("name").asText().equals(name)) {
              return one.path("trouble").asText().equals(trouble);
            }
          }
          return false;
        });
  }

  private static JsonNode listed(Person person) {
    try {
      return Json.tree(person.ssh().ssh(person.name(), "ls", "--json").good()).path("templates");
    } catch (InterruptedException e) {
      throw new AssertionError("asking for the list", e);
    }
  }

  private static JsonNode pod(House house) {
    return house.pods("bob").get(house.livePodsOf("bob", "edited").getFirst()).object();
  }

  private static String started(JsonNode pod) {
    return pod.at("/status/containerStatuses/0/state/running/startedAt").asText();
  }
}
