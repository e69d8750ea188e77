package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/home/alice/k, /home/alice/k",
        "/a b/k, '/a b/k'",
        "/alice's/k, '/alice'\\''s/k'",
        "/$HOME/k, '/$HOME/k'",
      })
  void whatIsToBeCopiedSurvivesTheShell(String path, String quoted) {
    assertThat(Greeting.of(Path.of(path), Path.of("/x")))
        .contains("  export KUBECONFIG=" + quoted + "\n");
  }
}
