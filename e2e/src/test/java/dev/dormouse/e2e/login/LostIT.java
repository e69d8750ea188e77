package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Ran;
import dev.dormouse.e2e.wire.Resources;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a session had and somebody deleted: a sentence, and nothing in its place unasked. */
@InAHouse
@Tag("E1")
final class LostIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomicInteger LAST = new AtomicInteger();

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    house.template("desk", "{home: {scope: user}}");
    house.template("lab", "{home: {scope: user}}");
  }

  /** Somebody with a note in a session that sleeps. */
  private static Person withANote(House house, String session) throws Exception {
    var person = house.user("user" + LAST.incrementAndGet());
    login(person, session, "echo mine > note").good();
    person.asleep(session);
    return person;
  }

  private static Ran login(Person person, String session, String command) throws Exception {
    return person.ssh().ssh(person.name() + "-" + session, command);
  }

  private static Ran anew(Person person, String session) throws Exception {
    return person.ssh().ssh(person.name(), "start " + session + " --anew");
  }

  private static Resources claims(House house, Person person) {
    return house.core(person.name(), "persistentvolumeclaims");
  }

  @Test
  void aLostHomeIsSaidAndNoneIsMadeInItsPlaceUnasked(House house) throws Exception {
    var alice = withANote(house, "small");
    var claims = claims(house, alice);
    claims.delete("small-home");
    claims.awaitGone("small-home", SOON);

    for (int times = 0; times < 2; times++) {
      var ran = login(alice, "small", "ls");
      Refusals.assertRefused(ran, "small", "DM-LOST");
      assertThat(ran.err())
          .contains("its home \"small-home\" isn't there any more")
          .contains("ssh " + alice.name() + "@host start small --anew");
    }
    assertThat(claims.get("small-home").code()).isEqualTo(404);
    assertThat(house.livePodsOf(alice.name(), "small")).isEmpty();

    anew(alice, "small").good();
    assertThat(login(alice, "small", "ls").good()).isEmpty();
    alice.asleep("small");
    assertThat(login(alice, "small", "ls").err()).doesNotContain("home");
  }

  @Test
  void aHomeThatSomebodyPutInItsPlaceIsTakenAndSaid(House house) throws Exception {
    var alice = withANote(house, "small");
    var claims = claims(house, alice);
    var lost = claims.get("small-home").object();
    claims.delete("small-home");
    claims.awaitGone("small-home", SOON);
    claims
        .create(
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: small-home}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """)
        .object();

    var ran = login(alice, "small", "true");

    ran.good();
    assertThat(ran.err()).contains("its home isn't the one it had");
    var home = house.session(alice.name(), "small").at("/status/home");
    assertThat(home.path("claim").asText()).isEqualTo("small-home");
    assertThat(home.path("uid").asText())
        .isEqualTo(claims.get("small-home").object().at("/metadata/uid").asText())
        .isNotEqualTo(lost.at("/metadata/uid").asText());
    alice.asleep("small");
    assertThat(login(alice, "small", "true").err()).doesNotContain("its home");
  }

  @Test
  void aHomeThatIsDeletedUnderARunningSessionIsLostWhenItSleeps(House house) throws Exception {
    var alice = withANote(house, "small");
    alice.awake("small");
    var claims = claims(house, alice);
    claims.delete("small-home");
    assertThat(login(alice, "small", "cat note").good()).isEqualTo("mine\n");
    alice.asleep("small");
    claims.awaitGone("small-home", SOON);

    Refusals.assertRefused(login(alice, "small", "ls"), "small", "DM-LOST");
  }

  @Test
  void aLostHomeThatSeveralSharedIsLostToNewSessionsToo(House house) throws Exception {
    var alice = withANote(house, "desk");
    var claims = claims(house, alice);
    var claim = alice.name() + "--home";
    claims.delete(claim);
    claims.awaitGone(claim, SOON);

    Refusals.assertRefused(login(alice, "lab", "ls"), "lab", "DM-LOST");
    Refusals.assertRefused(login(alice, "desk", "ls"), "desk", "DM-LOST");
    assertThat(claims.get(claim).code()).isEqualTo(404);

    anew(alice, "desk").good();
    assertThat(login(alice, "desk", "ls").good()).isEmpty();
    assertThat(login(alice, "lab", "ls").good()).isEmpty();
  }

  @Test
  void aLostHostKeyIsSaidAndThePinStaysUntilSomebodyAsks(House house) throws Exception {
    var alice = withANote(house, "small");
    var pin = house.session(alice.name(), "small").at("/status/hostKey").asText();
    var secrets = house.core(alice.name(), "secrets");
    for (var one : secrets.list("labelSelector=dormouse.dev%2Fsession%3Dsmall").path("items")) {
      secrets.delete(one.at("/metadata/name").asText());
    }

    var ran = login(alice, "small", "ls");
    Refusals.assertRefused(ran, "small", "DM-LOST");
    assertThat(ran.err()).contains("its host key isn't there any more");
    assertThat(house.session(alice.name(), "small").at("/status/hostKey").asText()).isEqualTo(pin);

    anew(alice, "small").good();
    assertThat(login(alice, "small", "cat note").good()).isEqualTo("mine\n");
    assertThat(house.session(alice.name(), "small").at("/status/hostKey").asText())
        .startsWith("ssh-ed25519 ")
        .isNotEqualTo(pin);
  }

  @Test
  void whoHasLostNothingLosesNothingByBeginningAnew(House house) throws Exception {
    var alice = withANote(house, "small");
    var before = house.session(alice.name(), "small").path("status");

    anew(alice, "small").good();

    assertThat(login(alice, "small", "cat note").good()).isEqualTo("mine\n");
    anew(alice, "small").good();
    var after = house.session(alice.name(), "small").path("status");
    assertThat(after.path("hostKey")).isEqualTo(before.path("hostKey"));
    assertThat(after.path("home")).isEqualTo(before.path("home"));
    assertThat(house.livePodsOf(alice.name(), "small")).hasSize(1);
  }

  @Test
  void aLostNamespaceIsSaidAndNoneIsMadeInItsPlaceUnasked(House house) throws Exception {
    var alice = withANote(house, "small");
    var namespaces = house.namespaces();
    namespaces.delete(house.of(alice.name()));
    Refusals.assertRefused(login(alice, "small", "ls"), "small", "DM-LOST");
    namespaces.awaitGone(house.of(alice.name()), SOON);

    var ran = login(alice, "small", "ls");
    Refusals.assertRefused(ran, "small", "DM-LOST");
    assertThat(ran.err()).contains("isn't there any more");
    assertThat(namespaces.get(house.of(alice.name())).code()).isEqualTo(404);

    anew(alice, "small").good();
    assertThat(login(alice, "small", "ls").good()).isEmpty();
  }

  @Test
  void aRemovedSessionsHomeIsFoundByTheNextOfItsName(House house) throws Exception {
    var alice = withANote(house, "small");
    alice.awake("small");
    var pod = house.podsOf(alice.name(), "small").getFirst();

    house.sessions(alice.name()).delete("small");
    house.pods(alice.name()).awaitGone(pod, SOON);

    assertThat(login(alice, "small", "cat note").good()).isEqualTo("mine\n");
  }
}
