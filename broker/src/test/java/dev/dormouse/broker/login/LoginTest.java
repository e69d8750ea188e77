package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A2")
class LoginTest {
  private static final String LONGEST = "abcdefghijklmnopqrstuvwxyz012345";

  /** U: abcdefghijklmnopqrstuvwxyz012345, 32 letters. */
  private static final House HOUSE =
      Houses.of("alice", "anna-lisa", "bob", "bob-small", "x", LONGEST);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          alice, desk of alice
          anna-lisa, desk of anna-lisa
          bob-small, desk of bob-small
          U, desk of U
          alice-small, small of alice
          alice+small, small of alice
          anna-lisa-small, small of anna-lisa
          anna-lisa+small, small of anna-lisa
          alice-gpu-2, gpu-2 of alice
          alice+gpu-2, gpu-2 of alice
          bob+small, small of bob
          bob-small-small, small of bob-small
          bob-small+small, small of bob-small
          bob+small-small, small-small of bob
          bob-smal, smal of bob
          bob-smaller, smaller of bob
          x-x, x of x
          x+x, x of x
          x-x-x, x-x of x
          U-U, U of U
          U+U, U of U
          alice-U, U of alice
          alice-alice, alice of alice
          bob-small-, '"" of bob-small'
          alice-, '"" of alice'
          alice+, '"" of alice'
          alice--small, '"-small" of alice'
          alice-+small, '"+small" of alice'
          alice++small, '"+small" of alice'
          alice+small+x, '"small+x" of alice'
          alice-Small, '"Small" of alice'
          alice-9small, '"9small" of alice'
          alice-small-, '"small-" of alice'
          alice-sm_all, '"sm_all" of alice'
          alice-sm/../all, '"sm/../all" of alice'
          alice-small.dm, '"small.dm" of alice'
          'alice-small ', '"small " of alice'
          alice-Ux, '"Ux" of alice'
          alice-sm\\u00e4ll, '"sm?ll" of alice'
          alice-\\u001b[2J, '"?[2J" of alice'
          alice-small\\u0000, '"small?" of alice'
          alice-\\ud83d\\ude34, '"??" of alice'
          '', nobody ''
          ' ', nobody ' '
          ' alice', nobody ' alice'
          'alice ', nobody 'alice '
          Alice, nobody 'Alice'
          ALICE-small, nobody 'ALICE-small'
          alic, nobody 'alic'
          alicesmall, nobody 'alicesmall'
          alice_small, nobody 'alice_small'
          alice.small, nobody 'alice.small'
          anna, nobody 'anna'
          anna-small, nobody 'anna-small'
          +small, nobody '+small'
          -small, nobody '-small'
          +, nobody '+'
          small, nobody 'small'
          carol-small, nobody 'carol-small'
          Ux, nobody 'Ux'
          Ux-small, nobody 'Ux-small'
          al\\u0131ce, nobody 'al?ce'
          \\u0430lice, nobody '?lice'
          alice\\u0000-small, nobody 'alice?-small'
          alice\\u2010small, nobody 'alice?small'
          """)
  void theWholeNameFirstThenTheLongestUserThatIsFollowedByAHyphenOrPlus(
      String written, String meaning) {
    assertThat(said(Login.read(unescape(written).replace("U", LONGEST), HOUSE)))
        .isEqualTo(meaning.replace("U", LONGEST));
  }

  @Test
  void aTextOfAnyLengthIsReadAtOnceAndShownShort() {
    String endless = "alice-" + "\u001b]0;".repeat(1_000_000);

    assertThat(Login.read(endless, HOUSE))
        .isInstanceOfSatisfying(
            Login.Garbled.class, garbled -> assertThat(garbled.shown()).hasSize(40));
    assertThat(Login.read("-".repeat(1_000_000), HOUSE))
        .isInstanceOfSatisfying(
            Login.Nobody.class, nobody -> assertThat(nobody.shown()).hasSize(40));
  }

  @Test
  void aUserWhoseNameIsNoneIsNobody() {
    House odd = Houses.of("Alice", "a--b", "a.b");

    for (String name : new String[] {"Alice", "a--b", "a.b", "Alice-small", "a.b-small"}) {
      assertThat(Login.read(name, odd)).isInstanceOf(Login.Nobody.class);
    }
  }

  @Test
  void whatIsPrintedToTypeMeansWhatItSays() {
    assertThat(Login.text("alice", "small", HOUSE)).isEqualTo("alice-small");
    assertThat(Login.text("bob", "small", HOUSE)).isEqualTo("bob+small");
    assertThat(Login.text("bob", "small-2", HOUSE)).isEqualTo("bob+small-2");
    assertThat(Login.text("bob-small", "small", HOUSE)).isEqualTo("bob-small-small");
  }

  private static String said(Login login) {
    return switch (login) {
      case Login.Bare(User user) -> "desk of " + user.name();
      case Login.Named(User user, String name) -> name + " of " + user.name();
      case Login.Garbled(User user, String shown) -> "\"" + shown + "\" of " + user.name();
      case Login.Nobody(String shown) -> "nobody '" + shown + "'";
    };
  }

  private static String unescape(String text) {
    return Stream.of(text.split("(?=\\\\u[0-9a-f]{4})"))
        .map(
            part ->
                part.startsWith("\\u")
                    ? (char) Integer.parseInt(part.substring(2, 6), 16) + part.substring(6)
                    : part)
        .collect(Collectors.joining());
  }
}
