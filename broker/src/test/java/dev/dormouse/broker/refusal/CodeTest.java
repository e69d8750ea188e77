package dev.dormouse.broker.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is refused finds the code in docs/user.md, with what to do. */
class CodeTest {
  @ParameterizedTest
  @EnumSource(Code.class)
  void usersFindEveryCode(Code code) throws Exception {
    assertThat(Files.readString(Path.of("../docs/user.md")))
        .containsPattern("(?m)^\\| " + code + " \\| [^|]+ \\| [^|]+ \\|$");
  }
}
