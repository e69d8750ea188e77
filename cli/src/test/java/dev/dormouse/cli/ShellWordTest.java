package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/tmp/k, /tmp/k",
        "/a b/k, '/a b/k'",
        "/alice's/k, '/alice'\\''s/k'",
        "/$HOME/k, '/$HOME/k'",
        "/home/alice/k, ~/k",
        "/home/alice, /home/alice",
        "/home/alice/a b, '/home/alice/a b'",
        "/home/alice2/k, /home/alice2/k",
      })
  void whatIsToBeCopiedSurvivesTheShell(String path, String word) {
    assertThat(ShellWord.of(Path.of(path), Path.of("/home/alice"))).isEqualTo(word);
  }
}
