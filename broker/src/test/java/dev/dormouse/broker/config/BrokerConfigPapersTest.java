package dev.dormouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/operator.md says of each setting what the code says. */
class BrokerConfigPapersTest {
  @Test
  void theTableOfSettingsIsTheCodes() throws Exception {
    var table =
        Arrays.stream(Setting.values())
            .map(BrokerConfigPapersTest::row)
            .collect(
                Collectors.joining(
                    "",
                    "| key, variable | what it is | default | bounds |\n|---|---|---|---|\n",
                    ""));

    assertThat(Files.readString(Path.of("../docs/operator.md"))).contains(table);
  }

  private static String row(Setting setting) {
    return "| `%s` `%s` | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.variable(),
            setting.meaning(),
            setting.standard().isEmpty() ? "none: it must be given" : setting.standard(),
            setting.bounds());
  }
}
