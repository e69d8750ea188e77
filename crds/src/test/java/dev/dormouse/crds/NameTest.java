package dev.dormouse.crds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "alice", "anna-lisa", "gpu-2", "a1-2-b", "abcdefghijklmnopqrstuvwxyzabcdef"})
  void isOne(String name) {
    assertThat(Name.isOne(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-a",
        "a-",
        "a--b",
        "1a",
        "Alice",
        "a_b",
        "a.b",
        "a+b",
        "a b",
        " a",
        "a\n",
        "\na",
        "a\u0000",
        "\u00e4nna",
        "al\u0131ce",
        "abcdefghijklmnopqrstuvwxyzabcdefg",
        "../a",
        "a/b"
      })
  void isNone(String text) {
    assertThat(Name.isOne(text)).isFalse();
  }
}
