package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.wire.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a login name means, and what the bare one answers; its verbs are {@code VerbsIT}'s. */
@InAHouse
@Tag("A1")
@Tag("A2")
final class DeskIT {
  private static Person alice;
  private static Person anna;
  private static Person annaLisa;

  @BeforeAll
  static void moveIn(House house) {
    house.template("small", "{description: a plain shell}");
    house.template("lisa");
    house.template("closed", "{access: {users: [anna-lisa], groups: [search]}}");
    alice = house.user("alice");
    anna = house.user("anna");
    annaLisa = house.user("anna-lisa");
  }

  @Test
  void theBareNameAnswersAndWakesNothing(House house) throws Exception {
    var page = alice.ssh().ssh("alice");

    assertThat(page.good()).startsWith("alice,").contains("small", "ssh alice-small@");
    assertThat(house.pods("alice").list("").path("items")).isEmpty();
    assertThat(house.sessions("alice").list("").path("items")).isEmpty();
  }

  @Test
  void aScriptGetsTheSameAsJson() throws Exception {
    annaLisa.awake("small");

    var listed = Json.tree(annaLisa.ssh().ssh("anna-lisa", "ls", "--json").good());

    assertThat(listed.at("/user").asText()).isEqualTo("anna-lisa");
    // Other tests may have given her other sessions meanwhile.
    assertThat(listed.path("sessions"))
        .anySatisfy(
            one -> {
              assertThat(one.path("name").asText()).isEqualTo("small");
              assertThat(one.path("state").asText()).isEqualTo("awake");
              assertThat(one.path("login").asText()).isEqualTo("anna-lisa-small");
            });
    assertThat(listed.findValuesAsText("name")).contains("closed");
  }

  @Test
  void aWordThatTheDeskDoesntKnowIsNoSuccess() throws Exception {
    var ran = alice.ssh().ssh("alice", "rm", "-rf", "/");

    assertThat(ran.exit()).isNotZero().isNotEqualTo(255);
    assertThat(ran.text()).isEmpty();
  }

  @Test
  void filesAreNotAtTheDeskAndItSaysWhere() throws Exception {
    for (var how : List.of("sftp -b /dev/null -F $F alice$AT", "scp -q -F $F alice$AT:x $T/x")) {
      var ran = alice.ssh().sh("exec " + how);

      assertThat(ran.exit()).as(how).isNotZero();
      assertThat(ran.err())
          .as(how)
          .contains("dormouse: there is no \"sftp\" here")
          .contains("files are in sessions, and sftp goes there: alice-NAME@host");
    }
  }

  @Test
  void nothingIsForwardedFromTheDeskAndItSaysWhy() throws Exception {
    var ran = alice.ssh().sh("exec ssh -F $F -W localhost:22 alice$AT");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.err())
        .contains(
            "administratively prohibited: nothing is forwarded from the desk: log in to a session, alice-NAME@host (DM-DENIED)");
  }

  @ParameterizedTest
  @CsvSource({
    "anna-lisa-small, small, anna-lisa",
    "anna-lisa+small, small, anna-lisa",
    "anna-lisa-lisa,  lisa,  anna-lisa",
  })
  void theLongestUsersNameIsThePerson(String login, String session, String owner) throws Exception {
    assertThat(annaLisa.ssh().ssh(login, "echo $DORMOUSE_SESSION $DORMOUSE_OWNER").good())
        .isEqualTo(session + " " + owner + "\n");
  }

  /** {@code anna-lisa} is a user, so anna's session lisa has a plus. */
  @Test
  void aPlusSaysWhatAHyphenCannot() throws Exception {
    assertThat(anna.ssh().ssh("anna+lisa", "echo $DORMOUSE_SESSION $DORMOUSE_OWNER").good())
        .isEqualTo("lisa anna\n");
    assertThat(anna.ssh().ssh("anna-lisa", "true").exit()).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice-smal    | DM-UNKNOWN | did you mean: ssh alice-small@",
        "alice-closed  | DM-DENIED  | small",
        "alice-        | DM-UNKNOWN | small",
        "alice-Small   | DM-UNKNOWN | did you mean: ssh alice-small@",
        "alice-a--b    | DM-UNKNOWN | small",
      })
  void whatThereIsntIsToldWithWhatThereIs(String login, String code, String next) throws Exception {
    var ran = alice.ssh().ssh(login, "true");

    Refusals.assertRefused(ran, code);
    assertThat(ran.err()).contains(next);
  }

  @ParameterizedTest
  @CsvSource({"nobody", "bob-small", "ALICE", "alice+", "root"})
  void whoIsntThereIsRefusedLikeAWrongKey(String login) throws Exception {
    var ran = alice.ssh().ssh(login, "true");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("dormouse: ");
  }

  @Test
  void bytesThatNoNameHasStayHarmless() throws Exception {
    // Newer clients take such a name from their configuration alone.
    var ssh = alice.ssh().with("User \"alice-\u001b[31m\u0007sm\u200ball\"");
    var ran = ssh.sh("exec ssh -F $F dormouse true");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.err()).contains("(DM-UNKNOWN)").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void aNameThatIsFarTooLongIsRefused() throws Exception {
    assertThat(alice.ssh().ssh("alice-" + "x".repeat(4000), "true").exit()).isEqualTo(255);
  }

  @Test
  void whatIsOneUsersIsNotTheNeighbours(House house) throws Exception {
    annaLisa.awake("small");

    assertThat(anna.ssh().ssh("anna-lisa-small", "true").exit()).isEqualTo(255);
    assertThat(alice.ssh().ssh("anna-lisa+small", "true").exit()).isEqualTo(255);
    assertThat(house.sessions("anna").get("small").code()).isEqualTo(404);
  }
}
