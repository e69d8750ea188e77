package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof.ByCertificate;
import dev.dormouse.broker.login.Proof.ByKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B1")
class DoorTest {
  private static final Key CA = Keys.number(100);
  private static final House HOUSE = Houses.of("alice", "alice-small", "bob");

  @ParameterizedTest
  @ValueSource(strings = {"alice", "alice-work", "alice+small", "alice-\u0000", "alice-"})
  void aUsersOwnKeyOpensWhateverTheyWantNext(String login) {
    assertThat(Door.opens(HOUSE, List.of(), login, new ByKey(Keys.number(1)))).isTrue();
    assertThat(Door.opens(HOUSE, List.of(), login, new ByKey(Keys.number(3)))).isFalse();
  }

  @Test
  void aKeyOpensItsOwnUserAlone() {
    var alices = new ByKey(Keys.number(1));
    for (String login :
        new String[] {"bob", "bob-small", "alice-small", "alice-small-x", "carol"}) {
      assertThat(Door.opens(HOUSE, List.of(), login, alices)).as(login).isFalse();
    }
  }

  @Test
  void aKeyIsComparedWholeAndExactly() {
    Key key = Keys.number(1);
    String blob = key.blob();
    for (Key like :
        List.of(
            new Key(key.type(), blob.substring(0, blob.length() - 4)),
            new Key(key.type(), blob + "AAAA"),
            new Key(key.type(), ""),
            new Key(key.type(), blob.toLowerCase(Locale.ROOT)),
            new Key("ssh-rsa", blob),
            new Key("", blob))) {
      assertThat(Door.opens(HOUSE, List.of(), "alice", new ByKey(like))).isFalse();
    }
  }

  @Test
  void whoIsSuspendedIsKnownSoThatTheyCanBeTold() {
    House house = Houses.with(List.of(Houses.suspended("eve", Keys.line(5))), List.of(), List.of());

    assertThat(Door.opens(house, List.of(), "eve", new ByKey(Keys.number(5)))).isTrue();
  }

  @Test
  void aBrokenLineOpensForNobody() {
    House house =
        Houses.with(
            List.of(Houses.user("alice", "command=\"x\" " + Keys.line(1), Keys.line(2))),
            List.of(),
            List.of());

    assertThat(Door.opens(house, List.of(), "alice", new ByKey(Keys.number(1)))).isFalse();
    assertThat(Door.opens(house, List.of(), "alice", new ByKey(Keys.number(2)))).isTrue();
  }

  @Test
  void aSecurityKeysLineSaysWhatItsSignatureMustTell() {
    User alice = Houses.user("alice", "verify-required " + Keys.sk(1));
    House house = Houses.with(List.of(alice), List.of(), List.of());
    Key key = alice.keys().getFirst().key();

    assertThat(Door.opener(house, "alice-small", key)).contains(new OpenKey(key, true, true));
    assertThat(Door.opener(house, "bob", key)).isEmpty();
    assertThat(Door.opener(house, "alice", Keys.number(1))).isEmpty();
  }

  @Test
  void aCertificateOfATrustedAuthorityOpensForWhomItNames() {
    assertThat(opens("alice", CA, "alice")).isTrue();
    assertThat(opens("alice-work", CA, "bob", "alice")).isTrue();
    assertThat(opens("bob", CA, "alice")).isFalse();
  }

  @Test
  void aCertificateThatNamesNobodyIsNobodys() {
    assertThat(opens("alice", CA)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "ALICE", "alice ", "alic", "alice-small", "dm-alice/work", "root"})
  void aCertificateNamesAUserExactly(String principal) {
    assertThat(opens("alice-work", CA, principal)).isFalse();
  }

  @Test
  void aCertificateForASessionsNameIsNotOneForItsOwner() {
    assertThat(opens("alice-small", CA, "alice")).as("whole name first").isFalse();
    assertThat(opens("alice-small", CA, "alice-small")).isTrue();
    assertThat(opens("alice+small", CA, "alice-small")).isFalse();
  }

  @Test
  void aCertificateOfAnyOtherAuthorityOpensNothing() {
    assertThat(opens("alice", Keys.number(101), "alice")).isFalse();
    assertThat(opens("alice", Keys.number(1), "alice")).as("signed by their own key").isFalse();
    assertThat(Door.opens(HOUSE, List.of(), "alice", certificate(Keys.number(9), CA, "alice")))
        .as("none is trusted")
        .isFalse();
  }

  @Test
  void anAuthoritysOwnKeyIsNoLoginKey() {
    assertThat(Door.opens(HOUSE, List.of(CA), "alice", certificate(CA, CA, "alice"))).isFalse();
    assertThat(Door.opens(HOUSE, List.of(CA), "alice", new ByKey(CA))).isFalse();
  }

  @Test
  void theCertifiedKeyNeedNotBeInTheUsersListAndGainsNothingFromIt() {
    var certificate = certificate(Keys.number(1), Keys.number(101), "alice");

    assertThat(Door.opens(HOUSE, List.of(CA), "alice", certificate)).isFalse();
  }

  private static boolean opens(String login, Key authority, String... principals) {
    return Door.opens(
        HOUSE, List.of(CA), login, certificate(Keys.number(9), authority, principals));
  }

  private static ByCertificate certificate(Key key, Key authority, String... principals) {
    return new ByCertificate(
        key, authority, "id", 1, List.of(principals), Map.of(), Set.of("permit-pty"));
  }
}
