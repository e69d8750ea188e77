package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginNameTest {
  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "root, root",
    "Anna.Lisa, anna-lisa",
    "_apt, apt",
    "4711, you",
    "a--b-, a-b",
    "'CORP\\alice', corp-alice",
    "a2345678901234567890123456789012345, a2345678901234567890123456789012",
  })
  void everyAccountHasANameToLogInWith(String account, String name) {
    assertThat(LoginName.nearest(account)).isEqualTo(name);
  }
}
