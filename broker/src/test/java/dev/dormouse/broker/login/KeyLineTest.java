package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B1")
class KeyLineTest {
  private static final String ED = Keys.number(1).line();
  private static final String SHORT_RSA =
      "AAAAB3NzaC1yc2EAAAADAQABAAAAgQDASlUyF+iqPHxMjHGN0XeHpVLbFTcQ8hlHpPZCfypPFY4VPsB1lEvUNaGqivGYo8spQSyKrEMvxjS0q9uy0wAfUIEPbONQVlSBfXr4X2juhOZi6PHFjWgmPJlEzjeL2bq+jbAymazWl/PYGk1hmaEwbDvtgTgIhDMDhQyxjlBABQ==";

  static Stream<String> ofSshKeygen() {
    return Keys.ofSshKeygen();
  }

  @ParameterizedTest
  @MethodSource("ofSshKeygen")
  void aKeyOfSshKeygenOpensAndHasItsFingerprint(String line) {
    String[] words = line.split(" ", 2);

    Key key = key(words[1]).key();

    assertThat(key.fingerprint()).isEqualTo(words[0]);
    assertThat(words[1]).startsWith(key.line() + " ");
  }

  @Test
  void aSecurityKeyAsksForATouchUnlessItsLineSaysOtherwise() {
    Key key = key(Keys.sk(1)).key();

    assertThat(key(Keys.sk(1))).isEqualTo(new OpenKey(key, true, false));
    assertThat(key("no-touch-required " + Keys.sk(1))).isEqualTo(new OpenKey(key, false, false));
    assertThat(key("verify-required\t" + Keys.sk(1))).isEqualTo(new OpenKey(key, true, true));
    assertThat(key("NO-touch-required,verify-required " + Keys.sk(1) + " a b"))
        .isEqualTo(new OpenKey(key, false, true));
  }

  @Test
  void aSecurityKeyOfTheOtherCurveOpensToo() {
    byte[] wire =
        Keys.wire(Keys.SK_ECDSA, Keys.bytes("nistp256"), Keys.point(1, 65), Keys.bytes("ssh:work"));

    assertThat(key(Keys.SK_ECDSA + " " + Keys.base64(wire)).key()).isEqualTo(Key.of(wire));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s alice@laptop", "  %s  a  b ", "\t%s\t#1", "%s \u00e4nna"})
  void blanksAndRemarksAroundAKeyChangeNothing(String line) {
    assertThat(key(line.formatted(ED)).key()).isEqualTo(Keys.number(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "# mine", "#ssh-ed25519 AAAA"})
  void aRemarkOpensNothingAndIsNoTrouble(String line) {
    assertThat(KeyLine.read(line)).isEqualTo(new KeyLine.Remark());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          command="rm -rf /" KEY | its option "command=" would not be honoured
          from="10.0.0.0/8",no-pty KEY | its option "from=" would not be honoured
          restrict KEY | its option "restrict" would not be honoured
          cert-authority KEY | its option "cert-authority" would not be honoured
          environment="A=\\"b c\\" ssh-rsa x" KEY | its option "environment=" would not be honoured
          verify-required="no" SK | its option "verify-required=" would not be honoured
          verify-required, SK | its option "" would not be honoured
          verify-required,pty SK | its option "pty" would not be honoured
          verify-required KEY | its option verify-required is for security keys only
          no-touch-required KEY | its option no-touch-required is for security keys only
          """)
  void anOptionThatWouldNotBeHonouredSpoilsTheLine(String line, String why) {
    assertThat(broken(line.replace("KEY", ED).replace("SK", Keys.sk(1)))).startsWith(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519",
        "hello",
        "ssh-dss AAAAB3NzaC1kc3MAAACBAP",
        "ssh-ed25519-cert-v01@openssh.com AAAA",
        "rsa-sha2-512 AAAA",
        "SSH-ED25519 AAAA",
        "AAAAC3NzaC1lZDI1NTE5AAAAICfIQBwspnKFHsAVFJ4ILDUScjYNp4aHb1bhe1T9xDs7",
        "\"unclosed ssh-ed25519 AAAA"
      })
  void whatSaysNoTypeThatIsTakenIsTold(String line) {
    assertThat(broken(line))
        .startsWith("it does not say one of these")
        .contains("ssh-ed25519, ecdsa");
  }

  @Test
  void aPrivateKeyIsNeverRepeated() {
    assertThat(broken("-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNz")).doesNotContain("b3BlbnNz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAA*", "AAAA AAAA", "\u00c4AAA"})
  void damagedBase64IsTold(String base64) {
    assertThat(broken("ssh-ed25519 " + base64)).matches("its base64 is damaged|it is cut off.*");
  }

  static Stream<byte[]> mutilated() {
    byte[] whole = Keys.wire(Keys.ED25519, Keys.point(1, 32));
    return Stream.of(
        Arrays.copyOf(whole, 3),
        Arrays.copyOf(whole, whole.length - 1),
        Arrays.copyOf(whole, whole.length + 1),
        Arrays.copyOf(whole, whole.length + 4),
        Keys.wire(Keys.ED25519),
        Keys.wire(Keys.ED25519, Keys.point(1, 31)),
        Keys.wire(Keys.ED25519, Keys.point(1, 33)),
        new byte[] {-1, -1, -1, -1, 0},
        new byte[] {127, -1, -1, -1, 0});
  }

  @ParameterizedTest
  @MethodSource("mutilated")
  void aKeyIsWholeAndEndsWhereItEnds(byte[] wire) {
    assertThat(broken("ssh-ed25519 " + Keys.base64(wire)))
        .isEqualTo("it is cut off, or something stands behind it");
  }

  @Test
  void theTypeInsideIsTheTypeInFront() {
    assertThat(broken("ssh-rsa " + Keys.number(1).blob()))
        .isEqualTo("it says ssh-rsa and holds a key of type ssh-ed25519");
    assertThat(broken("ssh-rsa " + Keys.base64(Keys.wire("\u001b[2J" + "x".repeat(99)))))
        .isEqualTo("it says ssh-rsa and holds a key of type ?[2J" + "x".repeat(33) + "...");
  }

  @Test
  void aCurveIsTheOneOfItsType() {
    byte[] other = Keys.wire("ecdsa-sha2-nistp384", Keys.bytes("nistp256"), Keys.point(1, 65));
    byte[] compressed = Keys.wire("ecdsa-sha2-nistp256", Keys.bytes("nistp256"), Keys.point(1, 33));

    assertThat(broken("ecdsa-sha2-nistp384 " + Keys.base64(other))).startsWith("it is cut off");
    assertThat(broken("ecdsa-sha2-nistp256 " + Keys.base64(compressed)))
        .isEqualTo("its point is not an uncompressed one of nistp256");
  }

  @Test
  void anRsaKeyIsLongEnoughAndCannotBeSignedForByAnyone() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);

    assertThat(broken("ssh-rsa " + SHORT_RSA))
        .isEqualTo("its RSA key has 1024 bits; it takes 2048 to 16384");
    assertThat(broken(rsa(BigInteger.ONE, modulus))).isEqualTo("its RSA key is damaged");
    assertThat(broken(rsa(BigInteger.TWO, modulus))).isEqualTo("its RSA key is damaged");
    assertThat(broken(rsa(BigInteger.ZERO, modulus))).startsWith("its numbers are not written");
    assertThat(broken(rsa(BigInteger.valueOf(-3), modulus))).startsWith("its numbers");
    assertThat(broken(rsa(BigInteger.valueOf(65_537), modulus.clearBit(0))))
        .isEqualTo("its RSA key is damaged");
    assertThat(broken(rsa(BigInteger.valueOf(65_537), BigInteger.ONE.shiftLeft(16_384).setBit(0))))
        .startsWith("its RSA key has 16385 bits");
    assertThat(key(rsa(BigInteger.valueOf(65_537), modulus)).key().type()).isEqualTo("ssh-rsa");
  }

  @Test
  void oneRsaKeyHasOneForm() {
    byte[] modulus = BigInteger.ONE.shiftLeft(2047).setBit(0).toByteArray();
    byte[] longer = new byte[modulus.length + 1];
    System.arraycopy(modulus, 0, longer, 1, modulus.length);

    assertThat(broken("ssh-rsa " + Keys.base64(Keys.wire("ssh-rsa", new byte[] {1, 0, 1}, longer))))
        .startsWith("its numbers are not written");
  }

  @Test
  void aSecurityKeysApplicationCanBeRead() {
    for (String name : new String[] {"", "ssh:\u0000", "ssh:\u001b[2J", "x".repeat(256)}) {
      byte[] wire = Keys.wire(Keys.SK_ED25519, Keys.point(1, 32), Keys.bytes(name));
      assertThat(broken(Keys.SK_ED25519 + " " + Keys.base64(wire))).contains("no readable name");
    }
  }

  private static String rsa(BigInteger exponent, BigInteger modulus) {
    byte[] e = exponent.signum() == 0 ? new byte[0] : exponent.toByteArray();
    return "ssh-rsa " + Keys.base64(Keys.wire("ssh-rsa", e, modulus.toByteArray()));
  }

  private static OpenKey key(String line) {
    return switch (KeyLine.read(line)) {
      case KeyLine.Opens(OpenKey key) -> key;
      case KeyLine.Broken(String why) -> throw new AssertionError(why);
      case KeyLine.Remark() -> throw new AssertionError("a remark");
    };
  }

  private static String broken(String line) {
    return switch (KeyLine.read(line)) {
      case KeyLine.Opens(OpenKey key) -> throw new AssertionError("opens: " + key);
      case KeyLine.Broken(String why) -> why;
      case KeyLine.Remark() -> throw new AssertionError("a remark");
    };
  }
}
